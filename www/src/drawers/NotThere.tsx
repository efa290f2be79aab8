import { text } from "../text/text";
import { DrawerBody, DrawerHead } from "../ui/Drawer";

/** A link that outlived its document, or was mistyped. */
export function NotThere({ kind, id, onClose }: { kind: string; id: string; onClose(): void }) {
  return (
    <>
      <DrawerHead kind={kind} title={id} onClose={onClose} />
      <DrawerBody>
        <p>{text.notThere}</p>
      </DrawerBody>
    </>
  );
}
