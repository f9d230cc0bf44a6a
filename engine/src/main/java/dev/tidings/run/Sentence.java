package dev.tidings.run;

import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import java.util.Optional;

/// What follows from a notice.
///
/// @param delivery    it is about; empty when nobody knows
/// @param early       the mail it is about is still on its way: it is judged later
/// @param suppression whom not to mail again
record Sentence(
        NoticeRecord notice,
        Optional<DeliveryRecord> delivery,
        boolean early,
        Judgement judgement,
        Optional<Suppression> suppression) {}
