import { PackageCheck } from "lucide-react";
import type { ReplenishmentOptions } from "oversold";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useBackOffice, useEngine, useRevision } from "../app/engine";
import { useGo } from "../app/useGo";
import { Preview } from "../doing/Preview";
import { usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import { Tickbox } from "../drawers/parts";
import { text } from "../text/text";
import { FacetFilter } from "../ui/filters/FacetFilter";
import { Bar, Empty, Page } from "../ui/Page";
import { Segments } from "../ui/Segments";
import { useListView } from "../ui/useListView";
import { MoveDraft } from "./MoveDraft";
import { edited, intentsOf, keyOf, noEdits } from "./plan";
import { PurchaseDraft } from "./PurchaseDraft";
import styles from "./ReplenishPage.module.css";

/** What to move and what to buy for everything that nothing covers yet, made in one press. */
export default function ReplenishPage() {
  const office = useBackOffice();
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const view = useListView();
  const go = useGo();
  const { run, isBusy } = useRun();
  const [edits, setEdits] = useState(noEdits);
  const [atOnce, setAtOnce] = useState(false);

  const shopIds = view.many("shop");
  const vendorIds = view.many("vendor").map((id) => (id === "none" ? null : id));
  const consolidateAt = names.shops.find(({ id }) => id === view.one("at"))?.id ?? null;
  const options: Omit<ReplenishmentOptions, "at"> = {
    shopIds: shopIds.length > 0 ? shopIds : null,
    vendorIds: vendorIds.length > 0 ? vendorIds : null,
    ecomOnly: view.one("ecom") === "1",
    transfersFirst: view.one("moves") !== "0",
    upTo: view.one("fill") === "1" ? "desiredLevel" : "shortage",
    consolidateAt,
  };
  const asked = JSON.stringify(options);
  const plan = useMemo(() => inventory.replenish({ ...options, at: Date.now() }), [inventory, revision, asked]);
  const wanted = useMemo(() => edited(plan, edits), [plan, edits]);
  const intents = useMemo(() => intentsOf(inventory, wanted, () => office.newId(), atOnce), [inventory, office, wanted, atOnce]);
  const preview = usePreview(intents);
  const documents = wanted.purchaseOrders.length + wanted.transfers.filter(({ onward }) => !onward).length;
  const facets = useMemo(() => inventory.facets({ ecomOnly: view.one("ecom") === "1" }), [inventory, revision, asked]);

  const create = async () => {
    if (!preview?.ok || !(await run(intents, text.replenish.created(documents), preview))) return;
    setEdits(noEdits);
  };
  const flag = (name: string, isOn: boolean, on = "1") => view.change({ [name]: isOn ? on : null });
  const isEmpty = plan.purchaseOrders.length + plan.transfers.length === 0;
  return (
    <Page
      title={text.pages.replenish}
      said={text.replenish.said(plan.transfers.length, plan.purchaseOrders.length, plan.alreadyCovered.length)}
      actions={
        <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void create()}>
          {text.replenish.create(documents)}
        </Button>
      }
    >
      <Bar label={text.filters}>
        <Tickbox name={text.report.ecomOnly} isTicked={options.ecomOnly === true} onChange={(on) => flag("ecom", on)} />
        <Tickbox name={text.replenish.transfersFirst} isTicked={options.transfersFirst === true} onChange={(on) => flag("moves", !on, "0")} />
        <Tickbox name={text.replenish.fill} isTicked={options.upTo === "desiredLevel"} onChange={(on) => flag("fill", on)} />
        <Tickbox name={text.replenish.atOnce} isTicked={atOnce} onChange={setAtOnce} />
        <FacetFilter name={text.words.shop} facet={facets.shops} chosen={shopIds} nameOf={(id) => names.shop(id)} onChange={(shop) => view.change({ shop })} />
        <FacetFilter
          name={text.words.vendor}
          facet={facets.vendors}
          chosen={vendorIds}
          nameOf={(id) => (id === null ? text.report.noVendor : names.vendor(id))}
          onChange={(chosen) => view.change({ vendor: chosen.map((id) => id ?? "none") })}
        />
        {names.shops.length > 1 && (
          <Segments
            label={text.replenish.consolidate}
            segments={[{ id: "", name: text.replenish.eachShop }, ...names.shops.map(({ id, name }) => ({ id, name: text.replenish.allAt(name) }))]}
            value={consolidateAt ?? ""}
            onChange={(id) => view.change({ at: id || null })}
          />
        )}
      </Bar>
      {isEmpty ? (
        <Empty Icon={PackageCheck} title={text.replenish.nothing}>
          <p>{text.replenish.nothingHere(plan.alreadyCovered.length)}</p>
          <div className={styles.next}>
            <Button className="button" onPress={() => go({ page: "purchase-orders" })}>
              {text.pages.purchaseOrders}
            </Button>
            <Button className="button" onPress={() => go({ page: "transfers" })}>
              {text.pages.transfers}
            </Button>
          </div>
        </Empty>
      ) : (
        <div className={styles.drafts}>
          {preview && !preview.ok && <Preview of={preview} />}
          {plan.transfers.map((draft) => (
            <MoveDraft key={keyOf(draft)} draft={draft} edits={edits} onEdit={setEdits} />
          ))}
          {plan.purchaseOrders.map((draft) => (
            <PurchaseDraft key={keyOf(draft)} draft={draft} edits={edits} onEdit={setEdits} />
          ))}
        </div>
      )}
    </Page>
  );
}
