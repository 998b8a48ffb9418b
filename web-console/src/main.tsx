import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./main.css";
import { actIn } from "./api";
import { preferences } from "./preferences";
import { Console, createConsoleRouter } from "./shell";

actIn(preferences().tenant);
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Console router={createConsoleRouter()} />
  </StrictMode>,
);
