import { text } from "../../text/text";
import type { Facet, Facets } from "oversold";
import { Checkbox } from "react-aria-components";
import { Check } from "lucide-react";
import { useEngine } from "../../app/engine";
import { count } from "../../ui/format";
import type { Filters } from "../choices";
import type { ChangeFilters } from "../useFilters";
import { coverages, diagnoses, reasons } from "../words";
import { noVendor } from "./active";
import { DateFilter } from "./DateFilter";
import { FacetFilter } from "../../ui/filters/FacetFilter";
import styles from "./FilterBar.module.css";
import { SearchBox } from "../../ui/filters/SearchBox";

interface Props {
  filters: Filters;
  facets: Facets;
  onChange: ChangeFilters;
}

export function FilterBar({ filters, facets, onChange }: Props) {
  const { names } = useEngine();
  const { filterNames } = text.report;
  return (
    <div className={styles.bar} role="search" aria-label="Filters">
      <SearchBox
        label={text.report.search}
        placeholder={text.report.searchHint}
        value={filters.search}
        // One step back leads to the report before the search, not through each letter.
        onChange={(search) => onChange({ search }, { replace: filters.search !== "" })}
      />
      <Checkbox className="checkbox" isSelected={filters.ecomOnly} onChange={(ecomOnly) => onChange({ ecomOnly })}>
        <span className="box">
          <Check size={12} strokeWidth={3} aria-hidden />
        </span>
        {text.report.ecomOnly}
        <span className="counter">{count(facets.ecom)}</span>
      </Checkbox>
      <div className={styles.facets}>
        <DateFilter from={filters.from} to={filters.to} onChange={onChange} />
        <FacetFilter
          name={filterNames.shop}
          facet={facets.shops}
          chosen={filters.shopIds}
          nameOf={(id) => names.shop(id)}
          onChange={(shopIds) => onChange({ shopIds })}
        />
        <FacetFilter
          name={filterNames.vendor}
          facet={facets.vendors}
          chosen={filters.vendorIds}
          nameOf={(id) => (id === null ? noVendor : names.vendor(id))}
          onChange={(vendorIds) => onChange({ vendorIds })}
        />
        <FacetFilter
          name={filterNames.reason}
          facet={facetOf(reasons, facets.reasons)}
          chosen={filters.reasons}
          nameOf={(reason) => reasons[reason]}
          onChange={(reasons) => onChange({ reasons })}
        />
        <FacetFilter
          name={filterNames.coverage}
          facet={facetOf(coverages, facets.coverage)}
          chosen={filters.coverage}
          nameOf={(value) => coverages[value].name}
          meaningOf={(value) => coverages[value].meaning}
          onChange={(coverage) => onChange({ coverage })}
        />
        <FacetFilter
          name={filterNames.diagnosis}
          facet={facets.diagnoses}
          chosen={filters.diagnoses}
          nameOf={(value) => diagnoses[value].name}
          meaningOf={(value) => diagnoses[value].meaning}
          onChange={(diagnoses) => onChange({ diagnoses })}
        />
      </div>
    </div>
  );
}

/** Only the values that this page can ask for. */
function facetOf<K extends string>(words: Record<K, unknown>, facet: Facet<string>[]): Facet<K>[] {
  return facet.filter((entry): entry is Facet<K> => Object.hasOwn(words, entry.value));
}
