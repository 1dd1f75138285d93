package dev.wasmmaven.runtime.component.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ExternType.FuncExtern;
import dev.wasmmaven.runtime.component.type.ExternType.InstanceType;
import dev.wasmmaven.runtime.component.type.ExternType.Named;
import dev.wasmmaven.runtime.component.type.ExternType.ResourceExtern;
import dev.wasmmaven.runtime.component.type.ExternType.ValTypeExtern;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.NameAttributes;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("WIT")
class WitTextTest {

    private static Named named(String name, ExternType type) {
        return new Named(name, type, NameAttributes.NONE);
    }

    private static Named func(String name, FuncType type) {
        return named(name, new FuncExtern(type));
    }

    private static FuncType type(boolean async, Optional<ValType> result, FuncType.Param... params) {
        return new FuncType(async, List.of(params), result);
    }

    private static FuncType.Param param(String name, ValType type) {
        return new FuncType.Param(name, type);
    }

    private static String world(List<Named> imports, List<Named> exports) {
        return WitText.of(new ExternType.ComponentType(imports, exports));
    }

    @Test
    @DisplayName("has interfaces in packages, resources with their members, and uses of types from elsewhere")
    void interfaces() {
        ResourceId file = new ResourceId("file");
        ValType self = new ValType.BorrowType(file);
        ValType error = new ValType.EnumType(List.of("not-found", "other"));
        ValType info = new ValType.RecordType(List.of(
                new ValType.Field("type", PrimitiveType.STRING),
                new ValType.Field("size", new ValType.OptionType(PrimitiveType.U64))));
        Named types = named(
                "a:fs/types@1.2.0",
                new InstanceType(List.of(
                        named("file", new ResourceExtern(file)),
                        named("error", new ValTypeExtern(error)),
                        named("info", new ValTypeExtern(info)),
                        func("[constructor]file", type(false, Optional.of(new ValType.OwnType(file)))),
                        func(
                                "[method]file.read",
                                type(
                                        true,
                                        Optional.of(new ValType.ResultType(
                                                Optional.of(new ValType.ListType(PrimitiveType.U8)),
                                                Optional.of(error))),
                                        param("self", self),
                                        param("from", PrimitiveType.U64))),
                        func(
                                "[static]file.open",
                                type(
                                        false,
                                        Optional.of(new ValType.OwnType(file)),
                                        param("path", PrimitiveType.STRING))))));
        Named disk = named(
                "a:disk/all@0.1.0",
                new InstanceType(List.of(
                        named("file", new ResourceExtern(file)),
                        named("failure", new ValTypeExtern(error)),
                        func(
                                "list",
                                type(
                                        false,
                                        Optional.of(new ValType.ResultType(
                                                Optional.of(new ValType.ListType(new ValType.OwnType(file))),
                                                Optional.of(error))))))));
        assertThat(world(List.of(types), List.of(disk))).isEqualTo("""
                        package root:component;

                        world root {
                          import a:fs/types@1.2.0;

                          export a:disk/all@0.1.0;
                        }

                        package a:fs@1.2.0 {
                          interface types {
                            resource file {
                              constructor();
                              read: async func(%from: u64) -> result<list<u8>, error>;
                              open: static func(path: string) -> file;
                            }

                            enum error {
                              not-found,
                              other,
                            }

                            record info {
                              %type: string,
                              size: option<u64>,
                            }
                          }
                        }

                        package a:disk@0.1.0 {
                          interface all {
                            use a:fs/types@1.2.0.{file, error as failure};

                            %list: func() -> result<list<file>, failure>;
                          }
                        }
                        """);
    }

    @Test
    @DisplayName("has the world's own items, and comments for what it has no words for")
    void world() {
        ValType bytes = new ValType.ListType(PrimitiveType.U8);
        Named inline = named(
                "log",
                new InstanceType(List.of(
                        named("bytes", new ValTypeExtern(bytes)),
                        named("level", new ValTypeExtern(PrimitiveType.U8)),
                        func("write", type(false, Optional.empty(), param("to", bytes))))));
        Named cache = new Named(
                "cache",
                new InstanceType(List.of()),
                new NameAttributes(Optional.of("a:kv/store@1.0.0"), Optional.empty(), Optional.of("x")));
        Named module = named("m", new ExternType.CoreModuleType(List.of(), List.of()));
        assertThat(world(
                        List.of(inline, cache, module),
                        List.of(func(
                                "add", type(false, Optional.of(PrimitiveType.U32), param("a", PrimitiveType.U32))))))
                .isEqualTo("""
                        package root:component;

                        world root {
                          import log: interface {
                            type bytes = list<u8>;

                            type level = u8;

                            write: func(to: bytes);
                          }
                          @external-id("x")
                          import cache: a:kv/store@1.0.0;
                          // import m: core module

                          export add: func(a: u32) -> u32;
                        }

                        package a:kv@1.0.0 {
                          interface store {
                          }
                        }
                        """);
    }
}
