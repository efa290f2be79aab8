import type { Id, Inventory } from "oversold";

interface Named {
  id: Id;
  name: string;
}

/** A snapshot of millions of records is too dear for a list of names: then those that have a row in the report must do. */
const LARGE = 200_000_000;

/**
 * Documents, facets and addresses carry ids. A shop or vendor that has a row in the report has its name on it, so one row is
 * asked for; only for the others, and for a list of all, the whole snapshot is asked for, once. One that is nowhere is shown
 * by its id.
 */
export class Names {
  private readonly known = { shop: new Map<Id, string>(), vendor: new Map<Id, string>() };
  private lists: { shop: Named[]; vendor: Named[] } | null = null;

  constructor(private readonly inventory: Inventory) {}

  shop(id: Id): string {
    return this.find("shop", id, () => this.inventory.report({ shopIds: [id], limit: 1 }).rows[0]?.shop);
  }

  vendor(id: Id): string {
    return this.find("vendor", id, () => this.inventory.report({ vendorIds: [id], limit: 1 }).rows[0]?.vendor);
  }

  item(id: Id): string {
    return this.inventory.item(id)?.description ?? id;
  }

  /** All shops, for a choice. */
  get shops(): readonly Named[] {
    return this.all().shop;
  }

  get vendors(): readonly Named[] {
    return this.all().vendor;
  }

  private find(kind: "shop" | "vendor", id: Id, inReport: () => string | null | undefined): string {
    let name = this.known[kind].get(id);
    if (name === undefined) {
      name = inReport() ?? this.all()[kind].find((one) => one.id === id)?.name ?? id;
      this.known[kind].set(id, name);
    }
    return name;
  }

  private all() {
    if (!this.lists) {
      const named = (list: readonly Named[]) => list.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
      const { shops, vendors } = this.inventory.memoryBytes > LARGE ? this.reported() : this.inventory.toSnapshot();
      this.lists = { shop: named(shops), vendor: named(vendors) };
    }
    return this.lists;
  }

  private reported(): { shops: Named[]; vendors: Named[] } {
    const { shops, vendors } = this.inventory.facets();
    return {
      shops: shops.map(({ value }) => ({ id: value, name: this.inventory.report({ shopIds: [value], limit: 1 }).rows[0]?.shop ?? value })),
      vendors: vendors.flatMap(({ value }) =>
        value === null ? [] : [{ id: value, name: this.inventory.report({ vendorIds: [value], limit: 1 }).rows[0]?.vendor ?? value }],
      ),
    };
  }
}
