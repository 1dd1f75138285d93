package dev.wasmmaven.runtime.engine.compiler.rt;

/** The {@code br_table} instruction with its entries in a string; a charAt of a constant compiles to a load. */
public final class BranchTables {

    private BranchTables() {}

    /** The character at an index; the last one for those beyond. */
    public static int target(int index, String table) {
        int last = table.length() - 1;
        return table.charAt(index >= 0 && index < last ? index : last);
    }
}
