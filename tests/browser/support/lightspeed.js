// What Lightspeed's API answers about a store: items with their levels and sales, in pages of a hundred, in no order.

const HUNDRED = 100;

/** Every fifth item is short. @returns {{ name: string, body: object }[]} */
export function storePages(items) {
  const records = Array.from({ length: items }, (_, at) => String(at + 1));
  const item = (id) => ({
    itemID: id,
    systemSku: `2100${id.padStart(8, "0")}`,
    customSku: `SKU-${id}`,
    description: `Article ${id}, size ${Number(id) % 7}`,
    defaultVendorID: "3",
    archived: "false",
    itemType: "default",
    timeStamp: "2026-03-02T00:00:00+00:00",
    ItemShops: { ItemShop: [level(id, "1", Number(id) % 5 === 0 ? "-1" : "4"), level(id, "2", "1"), level(id, "0", "5")] },
  });
  const sale = (id) => ({
    saleID: id,
    shopID: "1",
    completed: "true",
    voided: "false",
    completeTime: "2026-03-02T09:30:00+00:00",
    SaleLines: { SaleLine: { saleLineID: `9${id}`, saleID: id, itemID: id, shopID: "1", unitQuantity: "1" } },
  });
  const pages = [
    { Shop: [{ shopID: "1", name: "Main Street" }, { shopID: "2", name: "Harbour" }] },
    { Vendor: { vendorID: "3", name: "Alpine" } },
    ...paged("Item", records.map(item)),
    ...paged("Sale", records.filter((id) => Number(id) % 5 === 0).map(sale)),
  ];
  return pages.map((body, at) => ({ name: `${(at * 7919) % pages.length}.json`.padStart(9, "0"), body })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const level = (itemID, shopID, qoh) => ({ itemShopID: `${itemID}${shopID}`, itemID, shopID, qoh, backorder: "0", timeStamp: "2026-03-02T00:00:00+00:00" });

function paged(key, records) {
  const pages = [];
  for (let from = 0; from < records.length; from += HUNDRED) {
    pages.push({ "@attributes": { next: "", previous: "" }, [key]: records.slice(from, from + HUNDRED) });
  }
  return pages;
}
