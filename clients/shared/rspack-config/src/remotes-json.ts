import type { RemoteProject } from './client-project.ts';

/** What the shell reads at start: each remote's name, its label, the paths it answers and where its manifest is. */
export function remotesJson(
  remotes: readonly RemoteProject[],
  baseOf: (name: string) => string,
): { remotes: { name: string; label: string; paths: readonly string[]; manifest: string }[] } {
  return {
    remotes: remotes.map(({ name, label, paths }) => ({
      name,
      label,
      paths,
      manifest: `${baseOf(name)}/mf-manifest.json`,
    })),
  };
}
