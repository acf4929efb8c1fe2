import { trafficTroubles } from '../operations/check-traffic.ts';
import type {
  ServiceTrafficPointResolvers,
  ServiceTrafficResolvers,
} from './__generated__/resolver-types.ts';
import { figure } from './figure.ts';

export const ServiceTraffic: ServiceTrafficResolvers = {
  id: ({ name }) => name,
  troubles: ({ troubles }) => trafficTroubles.filter((trouble) => troubles.includes(trouble)),
  requestsPerMinute: figure('requestsPerMinute'),
  failedPerMinute: figure('failedPerMinute'),
  p95Ms: figure('p95Ms'),
  history: (part, { span }) => part.history(span),
};

export const ServiceTrafficPoint: ServiceTrafficPointResolvers = {
  requestsPerMinute: figure('requestsPerMinute'),
  failedPerMinute: figure('failedPerMinute'),
  p95Ms: figure('p95Ms'),
};
