import { init, Inventory, InventoryError } from "oversold";
import { scenario } from "./scenario.js";

const shown = (result) => (document.body.dataset.result = result);
scenario({ init, Inventory, InventoryError }).then(shown, (error) => shown(`failed: ${error.message}`));
