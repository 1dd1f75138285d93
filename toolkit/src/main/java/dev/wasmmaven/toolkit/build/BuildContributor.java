package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.cargo.CargoAdditions;

/** A part of the product that has something to add to the cargo calls of a build. Stateless; each looks only at its own matters. */
interface BuildContributor {

    /**
     * What this part adds.
     *
     * @throws dev.wasmmaven.toolkit.diagnostics.ToolkitException the build cannot work, for a reason that this part knows
     */
    CargoAdditions contribute(BuildContext context);
}
