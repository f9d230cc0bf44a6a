package dev.tidings.mail;

/// The Bidi rule for one label written from right to left (RFC 5893 §2); labels without such a letter always
/// pass.
final class Bidi {
    private Bidi() {}

    static boolean isOrderly(String label) {
        if (label.codePoints().noneMatch(Bidi::isRightToLeft)) return true;
        boolean european = false;
        boolean arabic = false;
        byte last = Character.DIRECTIONALITY_UNDEFINED;
        for (int i = 0, c; i < label.length(); i += Character.charCount(c)) {
            c = label.codePointAt(i);
            byte direction = Character.getDirectionality(c);
            if (!isAllowed(direction) || (i == 0 && !isLetter(direction))) return false;
            european |= direction == Character.DIRECTIONALITY_EUROPEAN_NUMBER;
            arabic |= direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
            if (direction != Character.DIRECTIONALITY_NONSPACING_MARK) last = direction;
        }
        return !(european && arabic) && (isLetter(last) || isNumber(last));
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return isLetter(direction) || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    private static boolean isLetter(byte direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isNumber(byte direction) {
        return direction == Character.DIRECTIONALITY_EUROPEAN_NUMBER
                || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    private static boolean isAllowed(byte direction) {
        return isLetter(direction)
                || isNumber(direction)
                || switch (direction) {
                    case Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
                            Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
                            Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
                            Character.DIRECTIONALITY_OTHER_NEUTRALS,
                            Character.DIRECTIONALITY_BOUNDARY_NEUTRAL,
                            Character.DIRECTIONALITY_NONSPACING_MARK -> true;
                    default -> false;
                };
    }
}
