import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "../../i18n";
import { useActions } from "../../ui";

type Answer = { response: Response; error?: unknown };

/** Takes something out of the catalogue, after asking. */
export function useArchiving() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { confirm, done, failed } = useActions();
  return (name: string, archive: () => Promise<Answer>) =>
    confirm({
      title: t("models.archiveTitle", { name }),
      content: t("models.archiveWords"),
      okText: t("models.archive"),
      danger: true,
      async onOk() {
        const { response, error } = await archive();
        if (!response.ok) return failed(error);
        done(t("models.archived", { name }));
        await cache.invalidateQueries();
      },
    });
}
