package dev.tidings.run;

import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import java.util.Optional;

/// What follows from a notice.
///
/// @param delivery    it is about; empty when nobody knows
/// @param suppression whom not to mail again
record Sentence(
        NoticeRecord notice,
        Optional<DeliveryRecord> delivery,
        Judgement judgement,
        Optional<Suppression> suppression) {}
