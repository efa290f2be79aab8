import { text } from "../text/text";

/** Of where the inventory is kept, and of getting it in and out. */
export const words = text.data;
