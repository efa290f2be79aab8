import { Drawer } from "../ui/Drawer";
import { DocumentForm } from "./form/DocumentForm";
import { ItemDrawer } from "./item/ItemDrawer";
import type { Opened } from "./opened";
import { OrderDrawer } from "./order/OrderDrawer";
import { PurchaseOrderDrawer } from "./PurchaseOrderDrawer";
import { SaleDrawer } from "./SaleDrawer";
import { TransferDrawer } from "./TransferDrawer";
import { VendorReturnDrawer } from "./VendorReturnDrawer";

const drawers = {
  order: OrderDrawer,
  sale: SaleDrawer,
  purchaseOrder: PurchaseOrderDrawer,
  transfer: TransferDrawer,
  vendorReturn: VendorReturnDrawer,
  item: ItemDrawer,
} as const;

export interface DrawerProps {
  id: string;
  onClose(): void;
}

interface Props {
  opened: Opened;
  isOpen: boolean;
  onClose(): void;
}

export default function Content({ opened, isOpen, onClose }: Props) {
  return (
    <Drawer isOpen={isOpen} onClose={onClose}>
      <Shown opened={opened} onClose={onClose} />
    </Drawer>
  );
}

function Shown({ opened, onClose }: Omit<Props, "isOpen">) {
  if (opened.what === "new") return <DocumentForm key={opened.type} type={opened.type} id={null} onClose={onClose} />;
  if (opened.what === "edit") return <DocumentForm key={opened.id} type={opened.type} id={opened.id} onClose={onClose} />;
  const Document = drawers[opened.type];
  // Another document begins anew: nothing typed for one of them is left for the other.
  return <Document key={`${opened.type} ${opened.id}`} id={opened.id} onClose={onClose} />;
}
