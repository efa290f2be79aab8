import type { ReactNode } from "react";
import { Heading } from "react-aria-components";
import styles from "./Drawer.module.css";
import { Frame, FrameBody, FrameFoot, FrameHead } from "./Frame";

interface Props {
  isOpen: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A panel beside the page. */
export function Drawer(props: Props) {
  return <Frame styles={styles} {...props} />;
}

interface HeadProps {
  /** What it is: "Purchase order". */
  kind: string;
  title: string;
  badge?: ReactNode;
  about?: ReactNode;
  onClose(): void;
}

export function DrawerHead({ kind, title, badge, about, onClose }: HeadProps) {
  return (
    <FrameHead styles={styles} onClose={onClose}>
      <div className={styles.names}>
        <p className={styles.kind}>{kind}</p>
        <div className={styles.titleLine}>
          <Heading slot="title" level={1} className={styles.title ?? ""}>
            {title}
          </Heading>
          {badge}
        </div>
        {about}
      </div>
    </FrameHead>
  );
}

export function DrawerBody({ children }: { children: ReactNode }) {
  return <FrameBody styles={styles}>{children}</FrameBody>;
}

export function DrawerFoot({ children }: { children: ReactNode }) {
  return <FrameFoot styles={styles}>{children}</FrameFoot>;
}
