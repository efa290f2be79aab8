//! What the columns of each file are called: by the contract, and by those who export them.

/// The files, by the contract's tables.
pub const FILES: [&str; 7] = ["items", "levels", "sales", "purchaseOrders", "transfers", "vendors", "orders"];

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Quantity,
    /// 0 or more.
    Units,
    Number,
    Instant,
    Flag,
}

/// A field of a file.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub field: &'static str,
    pub kind: Kind,
    pub required: bool,
    /// Other headers, as `plain` leaves them.
    pub synonyms: &'static [&'static str],
    /// For the template.
    pub example: &'static str,
}

const fn column(field: &'static str, kind: Kind, synonyms: &'static [&'static str], example: &'static str) -> Column {
    Column { field, kind, required: false, synonyms, example }
}

const fn required(field: &'static str, kind: Kind, synonyms: &'static [&'static str], example: &'static str) -> Column {
    Column { field, kind, required: true, synonyms, example }
}

const ITEM: &[&str] = &[
    "itemid",
    "sku",
    "code",
    "itemcode",
    "itemnumber",
    "itemno",
    "systemid",
    "systemsku",
    "productid",
    "product",
    "article",
    "articlenumber",
    "articleno",
    "artikel",
    "artikelnummer",
    "variantid",
    "stockcode",
];
const SHOP: &[&str] = &[
    "shopid",
    "shopname",
    "store",
    "storename",
    "location",
    "outlet",
    "branch",
    "warehouse",
    "site",
    "filiale",
    "magasin",
];
const QUANTITY: &[&str] =
    &["qty", "units", "quantitysold", "qtysold", "sold", "count", "menge", "anzahl", "quantite", "aantal"];
const NUMBER: &[&str] = &["id", "no", "nr", "reference", "ref", "documentnumber"];
const VENDOR: &[&str] = &[
    "vendorid",
    "vendorname",
    "defaultvendor",
    "supplier",
    "suppliername",
    "manufacturer",
    "lieferant",
    "fournisseur",
    "leverancier",
];
const EXPECTED: &[&str] =
    &["expecteddate", "expected", "eta", "arrivaldate", "arrival", "deliverydate", "duedate", "needby"];

const ITEMS: &[Column] = &[
    required("item", Kind::Text, ITEM, "210000000001"),
    column(
        "description",
        Kind::Text,
        &["name", "title", "itemname", "itemdescription", "productname", "bezeichnung", "omschrijving"],
        "Road helmet",
    ),
    column("customSku", Kind::Text, &["customsku", "ownsku"], "RH-1"),
    column("upc", Kind::Text, &["upccode", "barcode"], "012345678905"),
    column("ean", Kind::Text, &["ean13", "gtin"], ""),
    column("manufacturerSku", Kind::Text, &["manufacturersku", "mpn", "vendorsku"], ""),
    column("vendor", Kind::Text, VENDOR, "Alpine"),
    column("unitCost", Kind::Units, &["cost", "defaultcost", "avgcost", "averagecost", "purchaseprice", "ek"], "12.50"),
    column("inventoried", Kind::Flag, &["tracked", "stockitem"], "yes"),
    column("stockTracking", Kind::Text, &["tracking"], "indicator"),
    column("packSize", Kind::Units, &["casepack", "packunit"], ""),
    column("minimumOrder", Kind::Units, &["moq", "minorder"], ""),
];

const LEVELS: &[Column] = &[
    required("item", Kind::Text, ITEM, "210000000001"),
    column(
        "description",
        Kind::Text,
        &["name", "title", "itemname", "itemdescription", "productname", "bezeichnung", "omschrijving"],
        "Road helmet",
    ),
    column("shop", Kind::Text, SHOP, "Main Street"),
    required(
        "qoh",
        Kind::Quantity,
        &[
            "quantityonhand",
            "qtyonhand",
            "onhand",
            "quantity",
            "qty",
            "stock",
            "stocklevel",
            "instock",
            "inventory",
            "bestand",
            "voorraad",
            "remaining",
        ],
        "-2",
    ),
    column("reorderPoint", Kind::Quantity, &["reorderpoint", "reorderat", "minimum", "min", "minstock"], "2"),
    column(
        "desiredLevel",
        Kind::Quantity,
        &["desiredlevel", "reorderlevel", "parlevel", "maximum", "max", "target"],
        "6",
    ),
    column("vendor", Kind::Text, VENDOR, "Alpine"),
    column("upc", Kind::Text, &["upccode", "barcode"], ""),
    column("ean", Kind::Text, &["ean13", "gtin"], ""),
    column("customSku", Kind::Text, &["customsku", "ownsku"], ""),
    column("manufacturerSku", Kind::Text, &["manufacturersku", "mpn"], ""),
    column("unitCost", Kind::Units, &["cost", "defaultcost", "avgcost", "averagecost"], "12.50"),
];

const SALES: &[Column] = &[
    required(
        "number",
        Kind::Text,
        &[
            "id",
            "sale",
            "saleid",
            "salenumber",
            "saleno",
            "ticket",
            "ticketnumber",
            "receipt",
            "receiptnumber",
            "invoice",
            "invoicenumber",
            "transaction",
            "transactionid",
        ],
        "68",
    ),
    required(
        "completedAt",
        Kind::Instant,
        &["date", "datetime", "time", "saledate", "completed", "completedon", "createdat", "datum"],
        "2026-03-02T09:30:00Z",
    ),
    column("shop", Kind::Text, SHOP, "Main Street"),
    required("item", Kind::Text, ITEM, "210000000001"),
    required("quantity", Kind::Quantity, QUANTITY, "2"),
    column(
        "order",
        Kind::Text,
        &["ordernumber", "orderid", "ecomorder", "onlineorder", "weborder", "webordernumber"],
        "E1001",
    ),
    column("customer", Kind::Text, &["customername", "client", "kunde", "klant"], "Ada"),
];

const PURCHASE_ORDERS: &[Column] = &[
    required(
        "number",
        Kind::Text,
        &["id", "po", "ponumber", "pono", "purchaseorder", "purchaseordernumber", "order", "ordernumber", "orderid"],
        "12",
    ),
    column("vendor", Kind::Text, VENDOR, "Alpine"),
    column("shop", Kind::Text, SHOP, "Main Street"),
    required("item", Kind::Text, ITEM, "210000000001"),
    required(
        "ordered",
        Kind::Units,
        &["quantity", "qty", "quantityordered", "qtyordered", "orderedquantity", "orderedqty", "menge"],
        "10",
    ),
    column(
        "received",
        Kind::Units,
        &["quantityreceived", "qtyreceived", "receivedquantity", "receivedqty", "checkedin"],
        "0",
    ),
    column("unitCost", Kind::Units, &["cost", "price", "unitprice"], "12.50"),
    column("orderedAt", Kind::Instant, &["ordereddate", "orderedon", "orderdate", "date", "placedon"], "2026-03-01"),
    column("expectedAt", Kind::Instant, EXPECTED, "2026-03-09"),
    column("finished", Kind::Flag, &["complete", "completed", "closed"], "no"),
];

const TRANSFERS: &[Column] = &[
    required("number", Kind::Text, &["id", "transfer", "transferid", "transfernumber"], "5"),
    required(
        "fromShop",
        Kind::Text,
        &["from", "fromlocation", "fromstore", "sendingshop", "source", "origin"],
        "Harbour",
    ),
    required("toShop", Kind::Text, &["to", "tolocation", "tostore", "receivingshop", "destination"], "Main Street"),
    required("item", Kind::Text, ITEM, "210000000001"),
    required("quantity", Kind::Units, &["qty", "requested", "tosend", "sent", "quantitysent", "qtysent", "menge"], "3"),
    column("received", Kind::Units, &["quantityreceived", "qtyreceived"], "0"),
    column("sentAt", Kind::Instant, &["sentdate", "senton", "date", "shippedon"], "2026-03-01"),
    column("expectedAt", Kind::Instant, EXPECTED, "2026-03-04"),
];

const VENDORS: &[Column] = &[
    required("name", Kind::Text, &["vendor", "vendorname", "supplier", "suppliername", "lieferant"], "Alpine"),
    column("leadTimeDays", Kind::Number, &["leadtime", "leaddays", "deliverydays"], "7"),
];

const ORDERS: &[Column] = &[
    required("number", Kind::Text, &["id", "order", "ordernumber", "orderid", "orderno"], "E1001"),
    required(
        "placedAt",
        Kind::Instant,
        &["date", "datetime", "orderdate", "createdat", "placedon", "created"],
        "2026-03-02T09:29:00Z",
    ),
    column("customer", Kind::Text, &["customername", "name", "client", "kunde", "klant"], "Ada"),
    column("shop", Kind::Text, SHOP, "Main Street"),
    required("item", Kind::Text, ITEM, "210000000001"),
    required("quantity", Kind::Units, QUANTITY, "2"),
    column("shipped", Kind::Units, &["quantityshipped", "qtyshipped", "fulfilled"], "0"),
    column("refunded", Kind::Units, &["quantityrefunded", "qtyrefunded"], "0"),
    column("payment", Kind::Text, &["paymentstatus", "paid", "financialstatus"], "paid"),
    column("delivery", Kind::Text, &["shipping", "deliverymethod"], "ship"),
    column("dueAt", Kind::Instant, &["due", "duedate", "promised", "deliverydate"], ""),
];

/// The columns of a file.
pub fn of(file: &str) -> &'static [Column] {
    match file {
        "items" => ITEMS,
        "levels" => LEVELS,
        "sales" => SALES,
        "purchaseOrders" => PURCHASE_ORDERS,
        "transfers" => TRANSFERS,
        "vendors" => VENDORS,
        _ => ORDERS,
    }
}

/// A header without what people vary: case, spaces, points and the like.
pub fn plain(header: &str) -> String {
    let words = header.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase);
    // Letters with marks are written without as often as not.
    words
        .map(|char| match char {
            'é' | 'è' | 'ê' => 'e',
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            other => other,
        })
        .collect()
}

/// A file to fill in: its header, and a row that shows what goes where.
pub fn template(file: &str) -> Option<String> {
    FILES.contains(&file).then(|| {
        let columns = of(file);
        let line = |cell: fn(&Column) -> &'static str| columns.iter().map(cell).collect::<Vec<_>>().join(",");
        format!("{}\r\n{}\r\n", line(|column| column.field), line(|column| column.example))
    })
}

/// Whether a header is meant for a column, and how well: its own name first, then its synonyms in their order.
pub fn fit(column: &Column, header: &str) -> Option<usize> {
    let header = plain(header);
    if header == plain(column.field) {
        return Some(0);
    }
    let general = if column.field == "number" { NUMBER } else { &[] };
    let synonyms = column.synonyms.iter().chain(general);
    synonyms.zip(1..).find(|(synonym, _)| **synonym == header).map(|(_, rank)| rank)
}
