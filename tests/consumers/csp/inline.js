import { init, Inventory, InventoryError } from "./node_modules/oversold/dist/inline.js";
import { scenario } from "./scenario.js";

const shown = (result) => (document.body.dataset.result = result);
scenario({ init, Inventory, InventoryError }).then(shown, (error) => shown(`failed: ${error.message}`));
