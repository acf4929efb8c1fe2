import { migrate } from '@payloom/subgraph-kit/migrate';
import { ormConfig } from './orm.config.ts';

await migrate('admin', ormConfig);
