package dev.wasmmaven.runtime.engine.compiler.rt;

/** The {@code br_table} instruction with its entries in a string; a charAt of a constant compiles to a load. */
public final class BranchTables {

    /** Entries of a string constant: it has room for 65,535 bytes, and a character takes up to three. */
    public static final int PART = 21_845;

    /** Strings that a table can be in. */
    public static final int PARTS = 4;

    private BranchTables() {}

    /** The character at an index; the last one for those beyond. */
    public static int target(int index, String table) {
        int last = table.length() - 1;
        return table.charAt(index >= 0 && index < last ? index : last);
    }

    /** The same for a table in several strings, all but the last one of {@value #PART} characters. */
    public static int target(int index, String first, String second, String third, String fourth) {
        int last = first.length() + second.length() + third.length() + fourth.length() - 1;
        int entry = index >= 0 && index < last ? index : last;
        String part = switch (entry / PART) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
        return part.charAt(entry % PART);
    }
}
