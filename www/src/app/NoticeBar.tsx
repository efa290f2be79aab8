import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { downloadBackUp } from "../data/backUps";
import { useKeeping } from "../data/useKeeping";
import { usePersistence } from "../data/usePersistence";
import { WorkButton } from "../data/WorkButton";
import { words } from "../data/words";
import type { BackOffice } from "../host/backOffice";
import type { StorageError } from "../host/storage";
import { Bar } from "./Bar";
import { applyUpdate, useUpdate } from "./offline";
import { serviceBar } from "./ServiceBar";

const LATER = "oversold.keepLater";

interface Props {
  office: BackOffice;
  /** Another version of the page is in the way, or has taken over. */
  outdated: StorageError | null;
}

/** One line below the navigation: the most pressing thing that there is to say about the data. */
export function NoticeBar({ office, outdated }: Props) {
  const text = words.notice;
  const keeping = useKeeping(office);
  const { where, trouble: failed, done } = keeping;
  const isUpdated = useUpdate();
  const trouble = outdated ?? failed;
  useLeaving(where === "tab" && done > 0);

  const reload = () => window.location.reload();
  const save = (
    <WorkButton work={() => downloadBackUp(office)} working={words.backUp.working}>
      {words.backUp.button}
    </WorkButton>
  );
  if (trouble) {
    return (
      <Bar kind="alert" text={text.trouble[trouble.code]}>
        {save}
        {trouble.code === "gone" && (
          <WorkButton work={() => office.keepAgain()} working={text.keepAgain}>
            {text.keepAgain}
          </WorkButton>
        )}
        {(trouble.code === "full" || trouble.code === "failed") && (
          <WorkButton work={() => office.lookAgain()} working={text.again}>
            {text.again}
          </WorkButton>
        )}
        {trouble.code === "newer" && (
          <Button className="button" onPress={reload}>
            {text.reload}
          </Button>
        )}
      </Bar>
    );
  }
  if (where === "tab") {
    return (
      <Bar kind="alert" text={text.trouble.unavailable}>
        {save}
      </Bar>
    );
  }
  const ofService = serviceBar(office, keeping);
  if (ofService) return ofService;
  if (isUpdated) {
    return (
      <Bar kind="news" text={text.update}>
        <Button className="button" onPress={applyUpdate}>
          {text.reload}
        </Button>
      </Bar>
    );
  }
  return done > 0 ? <KeepBar /> : null;
}

/** Once there is something to lose, and not before: some browsers ask the person in turn. */
function KeepBar() {
  const text = words.notice;
  const { state, ask } = usePersistence();
  const [isOver, setOver] = useState(wasPutOff);
  if (isOver || !state || state.persisted) return null;
  const later = () => {
    setOver(true);
    try {
      localStorage.setItem(LATER, "1");
    } catch {
      // Storage is blocked: asked again next time.
    }
  };
  return (
    <Bar kind="news" text={text.keep}>
      <Button className="button" onPress={() => void ask().then(later)}>
        {words.keeping.ask}
      </Button>
      <Button className="button quiet" onPress={later}>
        {text.later}
      </Button>
    </Bar>
  );
}

function wasPutOff(): boolean {
  try {
    return localStorage.getItem(LATER) !== null;
  } catch {
    return false;
  }
}

/** The browser asks before a tab is closed that holds what is nowhere else. */
function useLeaving(isHolding: boolean) {
  useEffect(() => {
    if (!isHolding) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isHolding]);
}
