package dev.wasmmaven.runtime.engine.compiler;

/**
 * Internal names of a module's generated classes, all in one package.
 *
 * @param prefix the package, with a slash at its end
 * @param importedFunctions how many functions come before the module's own
 * @param withoutFrames whether these are the names of the classes of functions that check each access of their {@link FramePointer
 *     frame}, as they do if it is not where one check is enough; all other classes have one name only
 */
record ClassNames(String prefix, int importedFunctions, boolean withoutFrames) {

    ClassNames(String prefix, int importedFunctions) {
        this(prefix, importedFunctions, false);
    }

    ClassNames forFunctionsWithoutFrames() {
        return new ClassNames(prefix, importedFunctions, true);
    }

    /** Prefix of the name of the method that has a function's code; its index follows. */
    static final String METHOD = "func_";

    /**
     * Functions of one class. More of them make a class that is loaded for one function's sake dear, fewer make more
     * classes.
     */
    static final int GROUP_SIZE = 24;

    /** Functions of one dispatching class. */
    static final int BUCKET_SIZE = 64;

    static final String SIGNATURE_PACKAGE = "wasm/signature/";

    String state() {
        return prefix + "State";
    }

    String stateDescriptor() {
        return "L" + state() + ";";
    }

    /** The class of {@linkplain DirectAccessClass direct accesses}. */
    String directAccess() {
        return prefix + "DirectAccess";
    }

    String imports() {
        return prefix + "Imports";
    }

    String group(int function) {
        return groupAt(groupIndex(function));
    }

    int groupIndex(int function) {
        return (function - importedFunctions) / GROUP_SIZE;
    }

    String groupAt(int group) {
        return prefix + "Group" + group;
    }

    /** The class of a function that is too large to share one; its group has a method that calls it. */
    String large(int function) {
        return prefix + (withoutFrames ? "Frameless" : "Large") + function;
    }

    /** The class of some of its pieces: those of the first part are in the class that has the function itself. */
    String large(int function, int part) {
        return part == 0 ? large(function) : large(function) + "_" + part;
    }

    /** The class of the objects through which the methods of one function share its variables. */
    String frame(int function) {
        return prefix + (withoutFrames ? "FramelessShared" : "Frame") + function;
    }

    /** The method of a piece of a large function. */
    static String piece(int function, int piece) {
        return "piece_" + function + "_" + piece;
    }

    /** The class that has the method of a function. */
    String owner(int function) {
        return function < importedFunctions ? imports() : group(function);
    }

    /** The class of function objects for part of the functions with that signature. */
    String bucket(String signature, int bucket) {
        return prefix + "Values_" + signature + "_" + bucket;
    }

    /** The class of all function objects with that signature, of any module. */
    static String signature(String signature) {
        return SIGNATURE_PACKAGE + "F_" + signature;
    }

    static String method(int function) {
        return METHOD + function;
    }
}
