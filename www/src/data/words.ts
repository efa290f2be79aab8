export { data as words } from "../text/data.en";
