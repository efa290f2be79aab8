//! Which levels are negative, by how much, and because of which sale lines.

use crate::chance::Chance;
use crate::record::UNIT;

use super::Scale;
use super::selling::Till;

pub struct Shortages {
    /// Of each level, in ten-thousandths.
    pub qoh: Vec<i32>,
    /// Whether a sale line is uncovered, wholly or in part.
    pub uncovered: Vec<bool>,
    /// Levels from which a transfer sent more than they had, and how much of it is still in transit.
    pub sent_too_much: Vec<(u32, i32)>,
}

pub fn make(scale: &Scale, till: &Till, chance: &mut Chance) -> Shortages {
    let mut made =
        Shortages { qoh: vec![0; scale.levels()], uncovered: vec![false; till.lines.len()], sent_too_much: Vec::new() };
    // How many more of a level's newest sale lines are uncovered; None: not decided yet.
    let mut wanted: Vec<Option<u8>> = vec![None; scale.levels()];
    let mut left = scale.negative_levels();

    // A hundredth from transfers, a hundredth that nothing explains.
    while made.sent_too_much.len() < scale.negative_levels() / 100 {
        let level = chance.below(scale.levels());
        if wanted[level].replace(0).is_none() {
            let units = chance.between(1, 3) as i32 * UNIT as i32;
            made.qoh[level] = -units;
            made.sent_too_much.push((level as u32, units));
            left -= 1;
        }
    }
    let mut sold = vec![false; scale.levels()];
    for line in &till.lines {
        sold[line.level as usize] = true;
    }
    let mut unexplained = scale.negative_levels() / 100;
    while unexplained > 0 {
        let level = chance.below(scale.levels());
        if !sold[level] && wanted[level].replace(0).is_none() {
            made.qoh[level] = -(chance.between(1, 4) * UNIT) as i32;
            unexplained -= 1;
            left -= 1;
        }
    }

    // Backwards from today, so that what is short was sold of late.
    for (index, line) in till.lines.iter().enumerate().rev() {
        let level = line.level as usize;
        let more = match wanted[level] {
            Some(more) => more,
            None if left > 0 && chance.percent(30) => {
                left -= 1;
                1 + chance.weighted(&[61, 24, 10, 5]) as u8
            }
            None => 0,
        };
        if more > 0 {
            // Of the oldest uncovered line, a part may still have been there.
            let part = more == 1 && line.quantity > UNIT as i32 && chance.percent(30);
            made.qoh[level] -= if part { line.quantity - UNIT as i32 } else { line.quantity };
            made.uncovered[index] = true;
        }
        wanted[level] = Some(more.saturating_sub(1));
    }

    for qoh in made.qoh.iter_mut().filter(|qoh| **qoh == 0) {
        *qoh = if chance.percent(35) { 0 } else { (chance.between(1, 9) * chance.between(1, 4) * UNIT) as i32 };
    }
    made
}
