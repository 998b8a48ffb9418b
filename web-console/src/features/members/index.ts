export { MembersPage } from "./MembersPage";
