package dev.wasmmaven.toolkit.doctor;

/**
 * A line of the report for people; the text of a finding may have a second one.
 *
 * @param status how the thing stands
 * @param text what it is and what was found
 */
public record ReportLine(Status status, String text) {

    @Override
    public String toString() {
        String mark = switch (status) {
            case OK -> "[ok]      ";
            case NOTE -> "[note]    ";
            case PROBLEM -> "[problem] ";
        };
        return mark + text;
    }
}
