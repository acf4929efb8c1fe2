import { join } from 'node:path';
import { root, siteFolder } from './build/artefacts.ts';
import { packSite, writeAssetOrigin } from './build/pack-site.ts';

/** Makes the built clients ready for nginx: a compressed copy beside each file, and in `dist/nginx` where assets come from. */
const packed = await packSite(siteFolder);
await writeAssetOrigin(join(root, 'dist/nginx'), process.env.ASSET_BASE_URL || undefined);
console.log(`${packed} files are compressed.`);
