//! Items with their codes: every variant of the demo's range, or as many different articles as a size asks for.

use crate::chance::Chance;
use crate::codes;
use crate::names::products::{BRANDS, COLOURS, Product, RANGE, SERIES, SERVICES, SIZES, Season};
use crate::record::{Item, Label, Quantity, UNIT};

/// An item and what only the generator knows of it.
pub struct Article {
    pub item: Item,
    pub season: Season,
    /// The smallest quantity sold, in ten-thousandths.
    pub step: i64,
    /// How many are sold at once by those who buy several.
    pub by_the_handful: bool,
    pub vendor: Option<usize>,
}

impl Article {
    pub fn inventoried(&self) -> bool {
        self.item.inventoried != Some(false)
    }

    /// Whether the online shop sells what is not there.
    pub fn oversells(&self) -> bool {
        self.item.stock_tracking != Some("enabled")
    }

    /// Rounded up as the vendor delivers it.
    pub fn orderable(&self, wanted: i64) -> i64 {
        let least = self.item.minimum_order.map_or(0, |quantity| quantity.0).max(wanted);
        let pack = self.item.pack_size.map_or(UNIT, |quantity| quantity.0);
        (least + pack - 1) / pack * pack
    }
}

pub fn item_id(index: usize) -> Label {
    Label::new("i", 210_001 + index)
}

pub fn vendor_id(index: usize) -> Label {
    Label::new("v", 11 + index)
}

/// The demo's items: the range in all its variants, then the services.
pub fn demo(chance: &mut Chance) -> Vec<Article> {
    let mut articles = Vec::new();
    for product in RANGE {
        for choice in product.choices() {
            let description = match choice.as_str() {
                "" => format!("{} {}", product.brand, product.name),
                choice => format!("{} {}, {choice}", product.brand, product.name),
            };
            let article = article(articles.len(), description, product, &choice, product.vendor, chance);
            articles.push(article);
        }
    }
    for service in SERVICES {
        let item = Item {
            id: item_id(articles.len()),
            description: service.to_owned(),
            system_sku: Some(system_sku(articles.len())),
            upc: None,
            ean: None,
            custom_sku: None,
            manufacturer_sku: None,
            default_vendor_id: None,
            inventoried: Some(false),
            stock_tracking: None,
            pack_size: None,
            minimum_order: None,
            unit_cost: None,
        };
        articles.push(Article { item, season: Season::Always, step: UNIT, by_the_handful: false, vendor: None });
    }
    articles
}

/// `count` different articles of `vendors` vendors, all with stock.
pub fn many(count: usize, vendors: usize, chance: &mut Chance) -> Vec<Article> {
    let combinations = RANGE.len() * BRANDS.len() * SERIES.len() * COLOURS.len() * SIZES.len();
    // A stride that shares no factor with the number of combinations meets each of them once.
    let stride = 1_000_003;
    (0..count)
        .map(|index| {
            let mut rest = (index * stride) % combinations;
            let mut take = |of: usize| {
                let taken = rest % of;
                rest /= of;
                taken
            };
            let (product, brand, series) =
                (&RANGE[take(RANGE.len())], BRANDS[take(BRANDS.len())], SERIES[take(SERIES.len())]);
            let (colour, size) = (COLOURS[take(COLOURS.len())], SIZES[take(SIZES.len())]);
            let gap = if series.is_empty() { "" } else { " " };
            let description = format!("{brand} {}{gap}{series}, {colour}, {size}", product.name);
            let vendor = chance.below(vendors);
            article(index, description, product, size, vendor, chance)
        })
        .collect()
}

fn system_sku(index: usize) -> String {
    format!("{:012}", 210_000_000_000_u64 + 37 * index as u64)
}

fn article(
    index: usize,
    description: String,
    product: &Product,
    choice: &str,
    vendor: usize,
    chance: &mut Chance,
) -> Article {
    let letters: String = choice.chars().filter(char::is_ascii_alphanumeric).take(4).collect();
    let number = chance.between(0, 9_999) as u32;
    // Some carry every code, most a few; a handmade article may carry none.
    let bare = index % 97 == 41;
    let cheap = product.cost < 5 * UNIT;
    let vendor = (!chance.per_mille(35)).then_some(vendor);
    let pack = if product.step < UNIT {
        25
    } else if cheap {
        10
    } else {
        1
    };
    let item = Item {
        id: item_id(index),
        description,
        system_sku: (!bare).then(|| system_sku(index)),
        upc: (!bare && chance.percent(35))
            .then(|| codes::upc(720_000 + index as u32 / 100_000, (index % 100_000) as u32)),
        ean: (!bare && chance.percent(60))
            .then(|| codes::ean([400, 300, 570, 590, 490][vendor.unwrap_or(0) % 5], number, index as u32 % 100_000)),
        custom_sku: (!bare && chance.percent(45))
            .then(|| format!("{}-{}-{}", product.stem, letters.to_uppercase(), index % 1_000)),
        manufacturer_sku: (!bare && chance.percent(70))
            .then(|| format!("{}{number:04}/{}", &product.stem[..3], 10 + index % 80)),
        default_vendor_id: vendor.map(vendor_id),
        inventoried: if chance.percent(80) { None } else { Some(true) },
        stock_tracking: [Some("indicator"), Some("enabled"), Some("disabled"), None][chance.weighted(&[48, 34, 12, 6])],
        pack_size: (pack > 1).then(|| Quantity::units(pack)),
        minimum_order: chance.percent(if cheap { 50 } else { 5 }).then(|| Quantity::units(if cheap { 20 } else { 2 })),
        unit_cost: (!chance.percent(4)).then_some(Quantity(product.cost)),
    };
    Article { item, season: product.season, step: product.step, by_the_handful: cheap, vendor }
}
