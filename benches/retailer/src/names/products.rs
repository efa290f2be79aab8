//! The range: what is sold, by whom it is made, and in which variants.

use crate::record::UNIT;

/// How an article comes: each choice is an item of its own.
#[derive(Clone, Copy)]
pub enum Variants {
    One,
    Clothing,
    Shoes,
    Frames,
    Colours,
    Wheels,
}

/// When it sells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Season {
    Always,
    Summer,
    Winter,
}

impl Season {
    /// How well it sells in a month (0 is January), in percent.
    pub fn demand(self, month: usize) -> u32 {
        match self {
            Self::Always => 60,
            Self::Summer => [10, 10, 35, 70, 100, 100, 100, 80, 50, 20, 10, 15][month],
            Self::Winter => [80, 60, 40, 20, 10, 5, 5, 10, 30, 60, 100, 100][month],
        }
    }
}

pub struct Product {
    pub brand: &'static str,
    pub name: &'static str,
    pub stem: &'static str,
    pub variants: Variants,
    pub season: Season,
    /// Ten-thousandths of the currency.
    pub cost: i64,
    /// The smallest quantity sold: a unit, or a part of a metre.
    pub step: i64,
    /// Which of the vendors brings it.
    pub vendor: usize,
}

impl Product {
    pub fn choices(&self) -> Vec<String> {
        let of = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        match self.variants {
            Variants::One => vec![String::new()],
            Variants::Clothing => {
                let sizes = ["XS", "S", "M", "L", "XL", "XXL"];
                ["black", "petrol", "bordeaux"]
                    .iter()
                    .flat_map(|colour| sizes.iter().map(move |size| format!("{colour}, {size}")))
                    .collect()
            }
            Variants::Shoes => of(&["36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47½"]),
            Variants::Frames => of(&["49 cm", "52 cm", "54 cm", "56 cm", "58 cm"]),
            Variants::Colours => of(&["black", "crème", "rosé", "signal yellow", "forest", "grey", "brick"]),
            Variants::Wheels => of(&["20\"", "24\"", "26\"", "27.5\"", "28\"", "29\""]),
        }
    }
}

use Season::{Always, Summer, Winter};
use Variants::{Clothing, Colours, Frames, One, Shoes, Wheels};

macro_rules! range {
    ($($brand:literal $name:literal $stem:literal $variants:ident $season:ident $cost:literal $step:literal $vendor:literal;)*) => {
        &[$(Product { brand: $brand, name: $name, stem: $stem, variants: $variants, season: $season,
            cost: $cost * UNIT / 100, step: $step * UNIT / 100, vendor: $vendor }),*]
    };
}

/// Brand, name, code, variants, season, cost in hundredths, step in hundredths of a unit, vendor.
#[rustfmt::skip]
pub const RANGE: &[Product] = range! {
    "Fjordhavn" "Road helmet" "HEL-RD" Colours Summer 4150 100 1;
    "Fjordhavn" "Winter gloves" "GLV-WI" Clothing Winter 1890 100 1;
    "Cloche" "Brass bell" "BEL-BR" One Always 640 100 2;
    "Velo Lacroix" "Randonneuse" "BIK-RA" Frames Summer 84900 100 2;
    "Velo Lacroix" "Café mudguard set" "MUD-CF" Wheels Always 1650 100 2;
    "Gipfelglück" "Trekking shoe »Säntis«" "SHO-SA" Shoes Summer 6890 100 0;
    "Gipfelglück" "Hardshell jacket" "JKT-HS" Clothing Winter 9900 100 0;
    "Kōyō" "Chain 11-speed, 118 links" "CHN-11" One Always 1480 100 4;
    "Kōyō" "Chain 9-speed, 116 links" "CHN-09" One Always 1120 100 4;
    "Kōyō" "Brake pads, organic" "BRK-OR" One Always 690 100 4;
    "Kōyō" "Cassette 11-34" "CAS-34" One Always 4620 100 4;
    "Kōyō" "Inner tube, 40 mm valve" "TUB-40" Wheels Always 310 100 4;
    "Kōyō" "Touring tyre, reflex" "TYR-TR" Wheels Always 1980 100 4;
    "Łoś" "Down sleeping bag -5°" "SLP-05" Colours Winter 11900 100 5;
    "Łoś" "Tent »Biała« <2P>" "TNT-2P" Colours Summer 15400 100 5;
    "Łoś" "Camping mat" "MAT-CA" Colours Summer 2450 100 5;
    "O'Malley" "Merino base layer" "MER-BL" Clothing Winter 3480 100 3;
    "O'Malley" "Rain poncho" "PON-RA" Colours Always 1590 100 3;
    "O'Malley" "Flat cap \"Dún Laoghaire\"" "CAP-DL" Clothing Always 1290 100 3;
    "Señal" "U-lock 230 mm" "LCK-U2" One Always 2190 100 7;
    "Señal" "Folding lock, 85 cm" "LCK-F8" Colours Always 3390 100 7;
    "Señal" "Reflective vest, EN ISO 20471" "VST-RF" Clothing Winter 580 100 7;
    "Ångström" "Front light 60 lux" "LIT-60" One Winter 2790 100 9;
    "Ångström" "Rear light, brake function" "LIT-RB" One Winter 1690 100 9;
    "Ångström" "Head torch 300 lm" "TOR-30" Colours Winter 1950 100 9;
    "Hearth & Hull" "Enamel mug, 8 oz" "MUG-EN" Colours Always 390 100 6;
    "Hearth & Hull" "Gas cartridge 230 g" "GAS-23" One Summer 340 100 6;
    "Hearth & Hull" "Camping stove »Petit«" "STV-PE" One Summer 3890 100 6;
    "Hearth & Hull" "Wool blanket 130 × 200" "BLK-WO" Colours Winter 4200 100 6;
    "Hearth & Hull" "Door mat, coir" "DMT-CO" One Always 1190 100 6;
    "Hearth & Hull" "Thermos 0.75 l" "THM-75" Colours Winter 1420 100 6;
    "Pacific Rim" "Floor pump, 11 bar" "PMP-11" One Always 1990 100 8;
    "Pacific Rim" "Mini pump" "PMP-MI" Colours Always 890 100 8;
    "Pacific Rim" "Multi-tool, 18 functions" "TOL-18" One Always 1350 100 8;
    "Pacific Rim" "Phone mount, 5½–7″" "PHN-MO" One Always 1090 100 8;
    "The Bag Factory" "Pannier 20 l, pair" "BAG-20" Colours Always 6900 100 10;
    "The Bag Factory" "Handlebar bag" "BAG-HB" Colours Summer 2990 100 10;
    "The Bag Factory" "Messenger bag" "BAG-ME" Colours Always 4490 100 10;
    "Old Valley" "Saddle, leather" "SAD-LE" Colours Always 5990 100 11;
    "Old Valley" "Grips, cork, pair" "GRP-CO" One Always 1240 100 11;
    "Old Valley" "Brake cable housing, per metre" "HSG-BR" One Always 110 25 11;
    "Old Valley" "Accessory cord 6 mm, per metre" "CRD-06" Colours Summer 95 50 11;
    "Alpenrad" "City bike »Zürich«" "BIK-ZU" Frames Summer 46900 100 0;
    "Alpenrad" "Kids' bike, 6+" "BIK-KI" Wheels Summer 17900 100 0;
    "Alpenrad" "Bottle cage" "CAG-BO" Colours Summer 480 100 0;
    "Alpenrad" "Spoke, stainless, 264 mm" "SPK-26" One Always 24 100 0;
    "Étoile" "Bib shorts" "BIB-SH" Clothing Summer 4790 100 2;
    "Étoile" "Jersey, short sleeve" "JER-SS" Clothing Summer 3690 100 2;
    "Étoile" "Shoe covers, néoprène" "COV-NE" Clothing Winter 1990 100 2;
    "Nordvik" "Hiking socks" "SOC-HI" Clothing Always 690 100 1;
    "Nordvik" "Trekking poles, pair" "POL-TR" One Summer 3990 100 1;
    "Nordvik" "Snow boots" "BOO-SN" Shoes Winter 5490 100 1;
    "Nordvik" "Fleece, recycled" "FLE-RE" Clothing Winter 3290 100 1;
    "Fjordhavn" "Rain trousers" "TRS-RA" Clothing Always 2890 100 1;
    "Nordvik" "Bålpanne, 60 cm" "FIR-60" One Summer 7800 100 1;
    "=Plus" "Energy bar, cocoa & naïve salt" "BAR-CO" One Always 98 100 6;
    "+Light" "Reflector set" "REF-SE" One Winter 210 100 9;
    "@home" "Wall hook for 1 bike" "HOK-01" One Always 760 100 6;
    "Ελιά" "Chain oil, plant based, 100 ml" "OIL-PL" One Always 420 100 8;
    "Ōkami" "Titanium spork" "SPO-TI" One Summer 790 100 8;
    "Çelik" "Hex key set; 9 pieces" "HEX-09" One Always 1280 100 8;
    "Łoś" "🚲 Sticker sheet, \"ride, eat, sleep\"" "STI-RI" One Always 85 100 5;
};

/// Work that is sold but has no stock.
pub const SERVICES: [&str; 6] = [
    "Labour, 15 minutes",
    "Full service, bicycle",
    "Wheel truing",
    "Gift wrapping",
    "Home delivery (< 10 km)",
    "Ski & board waxing",
];

pub const BRANDS: [&str; 24] = [
    "Fjordhavn",
    "Cloche",
    "Velo Lacroix",
    "Gipfelglück",
    "Kōyō",
    "Łoś",
    "O'Malley",
    "Señal",
    "Ångström",
    "Hearth & Hull",
    "Pacific Rim",
    "Alpenrad",
    "Étoile",
    "Nordvik",
    "Ōkami",
    "Çelik",
    "Old Valley",
    "Bramløv",
    "Río Alto",
    "Ibex",
    "Tundra",
    "Prairie",
    "Meridian",
    "Sjöbris",
];
pub const SERIES: [&str; 10] = ["", "Pro", "II", "Tour", "Lite", "Classic", "Évo", "X", "No. 9", "No. 10"];
pub const COLOURS: [&str; 8] = ["black", "crème", "rosé", "signal yellow", "forest", "petrol", "grey", "brick"];
pub const SIZES: [&str; 6] = ["XS", "S", "M", "L", "XL", "XXL"];
