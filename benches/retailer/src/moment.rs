//! Time: epoch milliseconds, UTC. The retailer's "now" is fixed: the core reads no clock, and neither do we.

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// Friday, 2026-11-20T08:00Z: the morning on which the report is opened.
pub const NOW: i64 = TODAY + 8 * HOUR;
/// Midnight of that day.
pub const TODAY: i64 = 20_777 * DAY;
/// How far the history goes back.
pub const HISTORY_DAYS: i64 = 730;

/// Midnight of the day `days` before today.
pub const fn days_ago(days: i64) -> i64 {
    TODAY - days * DAY
}

/// 0 is Monday, 6 is Sunday.
pub fn weekday(at: i64) -> usize {
    (at.div_euclid(DAY) + 3).rem_euclid(7) as usize
}

/// 0 is January (Howard Hinnant's civil calendar, reduced to the month).
pub fn month(at: i64) -> usize {
    let day_of_era = (at.div_euclid(DAY) + 719_468).rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    ((from_march + 2) % 12) as usize
}

/// How busy a day is, in hundredths of an ordinary one: Saturdays, spring and the weeks before Christmas.
pub fn busyness(at: i64) -> i64 {
    const WEEK: [i64; 7] = [80, 85, 90, 100, 125, 175, 45];
    const YEAR: [i64; 12] = [70, 70, 95, 120, 130, 125, 110, 95, 90, 85, 110, 140];
    WEEK[weekday(at)] * YEAR[month(at)] / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_is_a_friday_in_november() {
        assert_eq!(NOW, 1_795_161_600_000);
        assert_eq!(weekday(NOW), 4);
        assert_eq!(month(NOW), 10);
    }

    #[test]
    fn months_turn_over_at_the_right_day() {
        let january_first = days_ago(323);
        assert_eq!((month(january_first - 1), month(january_first)), (11, 0));
        let march_first = january_first + 59 * DAY;
        assert_eq!((month(march_first - 1), month(march_first)), (1, 2));
    }
}
