package dev.wasmmaven.toolkit.doctor;

import dev.wasmmaven.sdk.resolve.SurveyLine;
import java.util.List;

/**
 * What is found for C.
 *
 * @param mode how C and Rust come together, as users write it
 * @param need whether and why C is compiled, one sentence or less
 * @param candidates what each place has, in the order in which they are asked
 */
public record CFacts(String mode, String need, List<SurveyLine> candidates) {

    public CFacts {
        candidates = List.copyOf(candidates);
    }
}
