package dev.wasmmaven.sdk.resolve;

import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.Verdict;
import dev.wasmmaven.sdk.inspect.Inspection;
import dev.wasmmaven.sdk.inspect.SdkInspector;
import dev.wasmmaven.sdk.source.SdkOffer;
import dev.wasmmaven.sdk.source.SdkSource;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds an SDK: the first place wins that has one which serves. Safe for use by several threads. */
public final class SdkResolver {

    /** A place that cannot be reached does not end the search; one that sends something wrong does. */
    private static final Set<DiagnosticId> LEADS_ON =
            Set.of(DiagnosticId.SDK_NOT_PUBLISHED, DiagnosticId.SDK_DOWNLOAD_REFUSED, DiagnosticId.SDK_DOWNLOAD_FAILED);

    private final List<SdkSource> sources;
    private final SdkInspector inspector;
    private final Consumer<SdkOffer.Directory> used;

    /**
     * @param sources the places, in order
     * @param inspector looks inside directories
     * @param used told which directory was chosen
     */
    public SdkResolver(List<SdkSource> sources, SdkInspector inspector, Consumer<SdkOffer.Directory> used) {
        this.sources = List.copyOf(sources);
        this.inspector = inspector;
        this.used = used;
    }

    /**
     * Finds an SDK, downloading one if none is there.
     *
     * @throws SdkException there is none, with the reasons of all places; or the place that the user named does not serve; or
     *     what a place sent must not be used
     */
    public ResolvedSdk resolve(SdkRequest request, SdkListener listener) {
        List<Verdict> passedOver = new ArrayList<>();
        Optional<SdkException> unreachable = Optional.empty();
        for (SdkSource source : sources) {
            for (SdkOffer offer : source.look(request)) {
                try {
                    Outcome outcome = take(offer, request, listener);
                    if (outcome.inspection() instanceof Inspection.Accepted accepted) {
                        ResolvedSdk sdk =
                                new ResolvedSdk(accepted.layout(), source.name(), outcome.digest(), passedOver);
                        listener.resolved(sdk);
                        return sdk;
                    }
                    if (outcome.inspection() instanceof Inspection.Rejected rejected) {
                        passOver(new Verdict(source.name(), rejected.reason()), source, passedOver, listener);
                    }
                } catch (SdkException e) {
                    if (source.isDecisive() || !LEADS_ON.contains(e.diagnosticId())) {
                        throw e;
                    }
                    unreachable = unreachable.or(() -> Optional.of(e));
                    passOver(new Verdict(source.name(), e.getMessage()), source, passedOver, listener);
                }
            }
        }
        throw unreachable.orElseGet(() -> notFound(request, passedOver));
    }

    /** What every place has, without obtaining anything: for people who want to know. */
    public List<SurveyLine> survey(SdkRequest request) {
        List<SurveyLine> lines = new ArrayList<>();
        boolean chosen = false;
        for (SdkSource source : sources) {
            for (SdkOffer offer : source.look(request)) {
                SurveyLine line = survey(source, offer, request, chosen);
                chosen |= line.state() == SurveyLine.State.CHOSEN || line.state() == SurveyLine.State.WOULD_BE_OBTAINED;
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    private SurveyLine survey(SdkSource source, SdkOffer offer, SdkRequest request, boolean chosen) {
        if (offer instanceof SdkOffer.Obtainable obtainable) {
            return new SurveyLine(
                    source.name(),
                    chosen ? SurveyLine.State.USABLE : SurveyLine.State.WOULD_BE_OBTAINED,
                    obtainable.what(),
                    Optional.empty());
        }
        Inspection inspection = take(offer, request, SdkListener.SILENT).inspection();
        if (inspection instanceof Inspection.Accepted accepted) {
            ResolvedSdk sdk = new ResolvedSdk(accepted.layout(), source.name(), Optional.empty(), List.of());
            return new SurveyLine(
                    source.name(),
                    chosen ? SurveyLine.State.USABLE : SurveyLine.State.CHOSEN,
                    sdk.summary(),
                    Optional.of(accepted.layout()));
        }
        String reason = inspection instanceof Inspection.Rejected rejected ? rejected.reason() : "";
        return new SurveyLine(source.name(), SurveyLine.State.REJECTED, reason, Optional.empty());
    }

    private record Outcome(Inspection inspection, Optional<Digest> digest) {}

    private Outcome take(SdkOffer offer, SdkRequest request, SdkListener listener) {
        if (offer instanceof SdkOffer.Nothing nothing) {
            return new Outcome(new Inspection.Rejected(nothing.reason()), Optional.empty());
        }
        if (offer instanceof SdkOffer.Inspected inspected) {
            return new Outcome(inspected.inspection(), Optional.empty());
        }
        if (offer instanceof SdkOffer.Obtainable obtainable) {
            return inspect(obtainable.how().obtain(listener), request);
        }
        return inspect((SdkOffer.Directory) offer, request);
    }

    private Outcome inspect(SdkOffer.Directory directory, SdkRequest request) {
        Inspection inspection = inspector.inspect(directory.root(), directory.known(), directory.sysroot(), request);
        if (inspection instanceof Inspection.Accepted) {
            used.accept(directory);
        }
        return new Outcome(inspection, directory.digest());
    }

    private static void passOver(Verdict verdict, SdkSource source, List<Verdict> passedOver, SdkListener listener) {
        if (source.isDecisive()) {
            throw new SdkException(
                    DiagnosticId.SDK_UNUSABLE,
                    "the " + source.name() + " cannot be used: " + verdict.reason(),
                    "give the directory or the archive of a wasi-sdk that fits, or leave it out to have one found or downloaded");
        }
        passedOver.add(verdict);
        listener.passedOver(verdict);
    }

    private static SdkException notFound(SdkRequest request, List<Verdict> passedOver) {
        StringBuilder text = new StringBuilder("found no ").append(request);
        passedOver.forEach(
                verdict -> text.append(System.lineSeparator()).append("  - ").append(verdict));
        boolean offline = request.offline();
        return new SdkException(
                offline ? DiagnosticId.SDK_OFFLINE : DiagnosticId.SDK_NOT_FOUND,
                text.toString(),
                offline
                        ? "run once without offline mode to download it, or set WASI_SDK_PATH to the directory of one"
                        : "set WASI_SDK_PATH to the directory of one that fits, or mend one of the places above");
    }
}
