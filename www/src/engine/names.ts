import type { Id, Inventory } from "oversold";

/**
 * Facets and addresses carry ids. A shop or vendor that has a row has its name on it, so one row is asked for;
 * one that has none is shown by its id.
 */
export class Names {
  private readonly shops = new Map<Id, string>();
  private readonly vendors = new Map<Id, string>();

  constructor(private readonly inventory: Inventory) {}

  shop(id: Id): string {
    let name = this.shops.get(id);
    if (name === undefined) {
      name = this.inventory.report({ shopIds: [id], limit: 1 }).rows[0]?.shop ?? id;
      this.shops.set(id, name);
    }
    return name;
  }

  vendor(id: Id): string {
    let name = this.vendors.get(id);
    if (name === undefined) {
      name = this.inventory.report({ vendorIds: [id], limit: 1 }).rows[0]?.vendor ?? id;
      this.vendors.set(id, name);
    }
    return name;
  }
}
