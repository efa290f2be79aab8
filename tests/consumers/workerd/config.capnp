using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2026-01-01",
  modules = [
    (name = "main", esModule = embed "dist/main.js"),
    (name = "oversold/oversold.wasm", wasm = embed "node_modules/oversold/dist/oversold_bg.wasm"),
  ],
);
