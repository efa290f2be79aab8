import { useMemo, useSyncExternalStore } from "react";
import { refusalWords } from "../doing/refusal";
import type { BackOffice } from "../host/backOffice";
import { countsOf } from "../host/contents";
import { Dialog, DialogBody, DialogHead } from "../ui/Dialog";
import { downloadBackUp } from "./backUps";
import { CheckSection } from "./CheckSection";
import styles from "./Data.module.css";
import { KeepingSection } from "./KeepingSection";
import { LoadData } from "./LoadData";
import { ServiceSection } from "./ServiceSection";
import type { Place } from "./useLoad";
import type { usePages } from "./usePages";
import { WorkButton } from "./WorkButton";
import { words } from "./words";

interface Props {
  office: BackOffice;
  sample: string;
  pages: ReturnType<typeof usePages>;
  dropped: readonly File[];
  isOpen: boolean;
  onClose(): void;
}

export function DataDialog({ isOpen, onClose, ...content }: Props) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose}>
      <DialogHead title={words.title} onClose={onClose} />
      <DialogBody>
        <Content {...content} />
      </DialogBody>
    </Dialog>
  );
}

function Content({ office, sample, pages, dropped }: Omit<Props, "isOpen" | "onClose">) {
  const { inventory } = office;
  const place = usePlace(office, pages);
  return (
    <>
      <section className={styles.section}>
        <h3>{words.load.title}</h3>
        <LoadData sample={sample} place={place} dropped={dropped} />
      </section>
      <section className={styles.section}>
        <h3>{words.backUp.title}</h3>
        <p>{words.backUp.about}</p>
        <div className={styles.buttons}>
          <WorkButton work={() => downloadBackUp(office)} working={words.backUp.working}>
            {words.backUp.button}
          </WorkButton>
        </div>
      </section>
      <CheckSection inventory={inventory} />
      <ServiceSection office={office} />
      <KeepingSection office={office} />
    </>
  );
}

function usePlace(office: BackOffice, { known, add }: Props["pages"]): Place {
  const revision = useSyncExternalStore(office.subscribe, () => office.inventory.revision);
  const here = useMemo(() => countsOf(office.inventory), [office, office.inventory, revision]);
  return {
    here,
    install: async (restored, pages) => {
      await office.replace(restored);
      if (pages) add(pages);
    },
    merging: {
      known,
      image: () => office.inventory.toBytes(),
      merge: async (intent, pages) => {
        const result = await office.run(intent);
        if (!result.ok) throw new Error("now" in result ? words.load.changed : refusalWords(result.refusal));
        add(pages);
      },
    },
  };
}
