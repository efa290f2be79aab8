//! Two years of sales, in the order of the clock.

use crate::catalogue::Article;
use crate::chance::Chance;
use crate::moment::{DAY, HISTORY_DAYS, HOUR, busyness, days_ago};
use crate::record::{Label, UNIT};

use super::Scale;

pub struct Till {
    pub sales: Vec<Sold>,
    pub lines: Vec<Line>,
}

pub struct Sold {
    pub at: i64,
    /// Where this sale's lines begin.
    pub first_line: u32,
    pub shop: u8,
    pub online: bool,
}

#[derive(Clone, Copy)]
pub struct Line {
    pub level: u32,
    /// Ten-thousandths.
    pub quantity: i32,
}

impl Till {
    pub fn lines_of(&self, sale: usize) -> std::ops::Range<usize> {
        let end = self.sales.get(sale + 1).map_or(self.lines.len(), |next| next.first_line as usize);
        self.sales[sale].first_line as usize..end
    }
}

pub fn sale_id(index: usize) -> Label {
    Label::new("n", 1_000_001 + index)
}

pub fn line_id(index: usize) -> Label {
    Label::new("a", 1_000_001 + index)
}

/// How many of `total` fall to the next of `left` parts: at least one, about the mean, and none left over in the end.
pub fn share(total: usize, left: usize, chance: &mut Chance) -> usize {
    if left <= 1 {
        return total;
    }
    let mean = total / left + usize::from(chance.below(left) < total % left);
    let drawn = 1 + chance.below(2 * mean - 1);
    drawn.min(total - (left - 1))
}

pub fn two_years(scale: &Scale, articles: &[Article], chance: &mut Chance) -> Till {
    let mut till = Till { sales: Vec::with_capacity(scale.sales), lines: Vec::with_capacity(scale.sale_lines) };
    let days: Vec<i64> = (1..=HISTORY_DAYS).rev().map(days_ago).collect();
    let all: i64 = days.iter().map(|day| busyness(*day)).sum();
    let (mut busy, mut online) = (0, 0);
    for day in days {
        busy += busyness(day);
        let until = scale.sales * busy as usize / all as usize;
        let today = (until - till.sales.len()) as i64;
        for number in 0..today {
            let index = till.sales.len();
            // One in four, somewhere among the four.
            if index.is_multiple_of(4) {
                online = chance.below(4);
            }
            let slot = 11 * HOUR / today;
            let at = day + 9 * HOUR + number * slot + chance.between(0, slot - 1);
            let shop = chance.below(scale.shops).min(chance.below(scale.shops + 8)) as u8;
            till.sales.push(Sold { at, first_line: till.lines.len() as u32, shop, online: index % 4 == online });
            let lines = share(scale.sale_lines - till.lines.len(), scale.sales - index, chance);
            for _ in 0..lines {
                till.lines.push(line(scale, articles, usize::from(shop), chance));
            }
        }
    }
    debug_assert!(till.sales.last().is_some_and(|sold| sold.at < days_ago(1) + DAY));
    till
}

fn line(scale: &Scale, articles: &[Article], shop: usize, chance: &mut Chance) -> Line {
    // Some sell better than others, wherever they stand in the catalogue.
    let rank = chance.below(scale.items).min(chance.below(2 * scale.items));
    let item = rank * 7_919 % scale.items;
    let article = &articles[item];
    let quantity = if article.step < UNIT {
        article.step * chance.between(1, 12)
    } else if article.by_the_handful {
        UNIT * chance.between(1, 6)
    } else {
        UNIT * (1 + chance.weighted(&[84, 12, 3, 1]) as i64)
    };
    Line { level: scale.level(item, shop), quantity: quantity as i32 }
}
