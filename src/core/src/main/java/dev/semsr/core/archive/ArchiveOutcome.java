package dev.semsr.core.archive;

import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.OpenSession;
import dev.semsr.schemas.SessionErasure;
import java.util.List;

/**
 * What a click did to the archive.
 *
 * @param effect what became of the click
 * @param open the session that is open from now on; null if there is none
 * @param ended sessions that the click ended, to be archived
 * @param erasure a wish to be forgotten, to be archived; null if the click was none
 */
public record ArchiveOutcome(
        Effect effect, OpenSession open, List<ArchivedSession> ended, SessionErasure erasure) {

    /** What became of a click. */
    public enum Effect {
        /** It is in the open session. */
        KEPT,
        /** It is older than the open session by more than the gap: a session of its own. */
        STRAY,
        /** It was there before. */
        DUPLICATE,
        /** Nothing of it is stored. */
        NO_CONSENT,
        /** It was a wish to be forgotten. */
        ERASED
    }
}
