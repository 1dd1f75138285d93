package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.binary.ExternName;
import dev.wasmmaven.runtime.component.type.NameAttributes;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of one scope's imports, or of its exports, and what the names demand of what stands under them (Binary.md,
 * notes on Import and Export Definitions).
 */
final class ExternNames {

    private final Subtyping.Side side;
    private final ComponentFeatures features;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, String> canonical = new HashMap<>();
    private final Map<ResourceNode, String> resources = new HashMap<>();
    private final Set<String> resourceNames = new HashSet<>();
    private TypeSize size = TypeSize.ONE;

    ExternNames(Subtyping.Side side, ComponentFeatures features) {
        this.side = side;
        this.features = features;
    }

    /** What there is so far, in order. */
    Map<String, Member> members() {
        return Collections.unmodifiableMap(members);
    }

    /** A resource was given a name here, after which functions may be named. */
    void register(String name, ResourceNode resource) {
        resources.put(resource, name);
        resourceNames.add(name);
    }

    void add(ExternName extern, Entity entity) {
        String text = extern.name();
        ComponentName name;
        try {
            name = ComponentName.parse(text, features);
        } catch (Invalid e) {
            throw e.in(side + " name `" + text + "` is not a valid extern name");
        }
        checkAttributes(name, extern.attributes(), entity);
        try {
            checkDemands(name, extern.attributes().versionSuffix(), entity);
        } catch (Invalid e) {
            throw e.in(side + " name `" + text + "` is not valid");
        }
        String before = canonical.put(name.canonical(), text);
        if (before != null || members.containsKey(text)) {
            throw Invalid.because(side + " name `" + text + "` conflicts with previous name `"
                    + (before == null ? text : before) + "`");
        }
        if (name instanceof ComponentName.Plain plain && plain.isSetter()) {
            checkGetter(plain, ((Entity.Func) entity).type());
        }
        size = size.with(entity.size());
        members.put(text, new Member(entity, extern.attributes()));
    }

    private void checkAttributes(ComponentName name, NameAttributes attributes, Entity entity) {
        attributes.versionSuffix().ifPresent(suffix -> {
            Invalid.require(features, ComponentFeature.CANON_NAMES, "a version suffix");
            if (!(entity instanceof Entity.Instance)) {
                throw Invalid.because("only instances can have a `versionsuffix`");
            }
            if (suffix.isEmpty()) {
                throw Invalid.because("version suffix cannot be empty");
            }
            if (attributes.implemented().isEmpty() && !(name instanceof ComponentName.Interface)) {
                throw Invalid.because("`versionsuffix` requires an interface name or `implements`");
            }
        });
        attributes.implemented().ifPresent(text -> {
            Invalid.require(features, ComponentFeature.IMPLEMENTS, "the attribute `implements`");
            if (!(name instanceof ComponentName.Plain plain) || !plain.isBare()) {
                throw Invalid.because("name `" + name + "` is not valid with `implements`");
            }
            if (!(entity instanceof Entity.Instance)) {
                throw Invalid.because("only instances can have an `implements`");
            }
            if (!(ComponentName.parse(text, features) instanceof ComponentName.Interface implemented)) {
                throw Invalid.because("name `" + text + "` must be an interface");
            }
            implemented.checkVersion(attributes.versionSuffix());
        });
        attributes
                .externalId()
                .ifPresent(id -> Invalid.require(features, ComponentFeature.IMPLEMENTS, "the attribute `external-id`"));
    }

    private void checkDemands(ComponentName name, Optional<String> versionSuffix, Entity entity) {
        if (name instanceof ComponentName.Interface named) {
            named.checkVersion(versionSuffix);
            return;
        }
        ComponentName.Plain plain = (ComponentName.Plain) name;
        if (plain.isBare()) {
            return;
        }
        if (!(entity instanceof Entity.Func func)) {
            throw Invalid.because("item is not a func");
        }
        switch (plain.annotation()) {
            case CONSTRUCTOR -> checkConstructor(plain, func.type());
            case METHOD -> checkMethod(plain, func.type());
            case STATIC -> {
                if (!resourceNames.contains(plain.resource())) {
                    throw Invalid.because("static resource name is not known in this context");
                }
            }
            case NONE -> {}
        }
        switch (plain.accessor()) {
            case GET -> checkGet(plain, func.type());
            case SET -> checkSet(plain, func.type());
            case NONE -> {}
        }
    }

    private void checkConstructor(ComponentName.Plain name, FuncNode type) {
        if (type.async()) {
            throw Invalid.because("constructor function cannot be async");
        }
        ValueNode result = type.result().orElseThrow(() -> Invalid.because("function should return one value"));
        if (result.form() == ValueNode.Kind.RESULT) {
            result = result.parts().get(0).orElse(result);
        }
        if (result.form() != ValueNode.Kind.OWN) {
            throw Invalid.because("function should return `(own $T)` or `(result (own $T))`");
        }
        checkResourceName(result, name);
    }

    private void checkMethod(ComponentName.Plain name, FuncNode type) {
        if (type.params().isEmpty()) {
            throw Invalid.because("function should have at least one argument");
        }
        FuncNode.Param self = type.params().get(0);
        if (!self.name().equals("self")) {
            throw Invalid.because("function should have a first argument called `self`");
        }
        if (self.type().form() != ValueNode.Kind.BORROW) {
            throw Invalid.because("function should take a first argument of `(borrow $T)`");
        }
        checkResourceName(self.type(), name);
    }

    private void checkResourceName(ValueNode handle, ComponentName.Plain name) {
        String expected = resources.get(handle.resource().orElseThrow());
        if (expected == null) {
            throw Invalid.because("resource used in function does not have a name in this context");
        }
        if (!expected.equals(name.resource())) {
            throw Invalid.because("function does not match expected resource name `" + expected + "`");
        }
    }

    private static List<FuncNode.Param> ownParams(ComponentName.Plain name, FuncNode type) {
        return name.annotation() == ComponentName.Annotation.METHOD
                ? type.params().subList(1, type.params().size())
                : type.params();
    }

    private static void checkGet(ComponentName.Plain name, FuncNode type) {
        if (type.async()) {
            throw Invalid.because("getter function cannot be async");
        }
        if (!ownParams(name, type).isEmpty()) {
            throw Invalid.because("getter function should have no parameters besides `self`");
        }
        ValueNode result = type.result().orElseThrow(() -> Invalid.because("getter function should return a value"));
        if (result.form() == ValueNode.Kind.RESULT && result.parts().get(0).isEmpty()) {
            throw Invalid.because("if a getter function returns a result, that result must have a value type");
        }
    }

    private static void checkSet(ComponentName.Plain name, FuncNode type) {
        if (type.async()) {
            throw Invalid.because("setter function cannot be async");
        }
        if (ownParams(name, type).size() != 1) {
            throw Invalid.because("setter function should have exactly one parameter besides `self`");
        }
        boolean fits = type.result()
                .map(it ->
                        it.form() == ValueNode.Kind.RESULT && it.parts().get(0).isEmpty())
                .orElse(true);
        if (!fits) {
            throw Invalid.because("setter function should return nothing or `(result (error $E)?)`");
        }
    }

    /** A setter follows its getter, and takes what that returns. */
    private void checkGetter(ComponentName.Plain setter, FuncNode type) {
        String getter = setter.getter();
        Member member = members.get(getter);
        if (member == null || !(member.entity() instanceof Entity.Func func)) {
            throw Invalid.because(
                    side + " name `" + setter + "` requires a preceding " + side + " named `" + getter + "`");
        }
        ValueNode returned = func.type().result().orElseThrow();
        ValueNode property = returned.form() == ValueNode.Kind.RESULT
                ? returned.parts().get(0).orElseThrow()
                : returned;
        FuncNode.Param param = type.params().get(type.params().size() - 1);
        if (!Subtyping.same(param.type(), property)) {
            throw Invalid.because(
                    side + " `" + setter + "`'s parameter type must match the return type of `" + getter + "`");
        }
    }
}
