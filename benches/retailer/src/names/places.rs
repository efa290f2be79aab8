//! Shops and vendors.

/// The demo's three shops; the third opened in September 2026.
pub const DEMO_SHOPS: [&str; 3] = ["Main Street", "Bahnhofstraße", "Harbour"];

/// Twenty shops for the sizes S, M and L.
pub const SHOPS: [&str; 20] = [
    "Main Street",
    "Bahnhofstraße",
    "Harbour",
    "Rue du Château",
    "Old Mill",
    "Plaza Mayor",
    "Königsplatz",
    "Riverside",
    "Nørrebro",
    "Valley Outlet",
    "São Bento",
    "Station Square",
    "Łódź Manufaktura",
    "Market Hall",
    "Île Verte",
    "Northgate",
    "Göteborg Hamn",
    "Summit Park",
    "Canal Row",
    "Depot",
];

/// The demo's vendors with the days they need; one has told nobody.
pub const DEMO_VENDORS: [(&str, Option<i64>); 12] = [
    ("Alpenrad Großhandel GmbH", Some(7)),
    ("Nordvik Outdoor AS", Some(14)),
    ("Cycles Étoile S.A.R.L.", Some(10)),
    ("O'Malley & Sons Ltd.", Some(5)),
    ("Kōyō Components 株式会社", Some(35)),
    ("Łoś Wyprawy Sp. z o.o.", Some(12)),
    ("Harbour & Home Wholesale", Some(4)),
    ("Señal Seguridad S.L.", Some(9)),
    ("Pacific Rim Trading Co., Inc.", Some(42)),
    ("Ångström Lights AB", Some(8)),
    ("\"The Bag Factory\"", Some(21)),
    ("Old Valley Workshop", None),
];

const FIRST: [&str; 20] = [
    "Alpen",
    "Nord",
    "Étoile",
    "Harbour",
    "Kōyō",
    "Łoś",
    "Pacific",
    "Ångström",
    "Summit",
    "Río",
    "Glacier",
    "Fjord",
    "Atlas",
    "Prairie",
    "Öresund",
    "Vallée",
    "Cedar",
    "Delta",
    "Ibex",
    "Meridian",
];
const SECOND: [&str; 20] = [
    "Wholesale",
    "Trading",
    "Supply",
    "Großhandel",
    "Distribution",
    "Imports",
    "Outdoor",
    "Cycle Parts",
    "Handel",
    "Distribución",
    "Sports",
    "Home Goods",
    "Logistics",
    "Fournitures",
    "Équipement",
    "Tools",
    "Components",
    "Textiles",
    "Footwear",
    "Lights",
];

/// 400 different firms.
pub fn vendor(index: usize) -> String {
    let (first, second) = (FIRST[index % FIRST.len()], SECOND[(index / FIRST.len()) % SECOND.len()]);
    format!("{first} {second}")
}
