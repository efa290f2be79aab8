import { text } from "../text/text";
import { Download } from "lucide-react";
import type { ReportQuery } from "oversold";
import { Button } from "react-aria-components";
import { useEngine } from "../app/engine";
import { download } from "../ui/download";

/** Without it, spreadsheets read UTF-8 as the code page of the machine. */
const BYTE_ORDER_MARK = "\uFEFF";

export function CsvButton({ query, isDisabled }: { query: ReportQuery; isDisabled: boolean }) {
  const { inventory } = useEngine();
  return (
    <Button
      className="button"
      isDisabled={isDisabled}
      onPress={() => download("negative-inventory.csv", "text/csv;charset=utf-8", BYTE_ORDER_MARK + inventory.csv(query))}
    >
      <Download size={15} aria-hidden />
      <span className="name">{text.report.csv}</span>
    </Button>
  );
}
