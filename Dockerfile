# All images of Payloom: `subgraph` (with SUBGRAPH=auth, …), `gateway`, `nginx`, and `site`, which holds the built clients.
# Servers run their TypeScript sources as they are, so a service's image is Node.js, its sources and what those need.

FROM node:24-bookworm-slim AS pnpm
ENV PNPM_HOME=/pnpm NPM_CONFIG_STORE_DIR=/pnpm/store CI=true
RUN npm install --global --no-audit --no-fund pnpm@12.21.0
WORKDIR /app

# Only what is to be installed: an edit of a source installs nothing again.
FROM pnpm AS manifests
COPY . /sources
RUN cd /sources && find . -name package.json -o -name pnpm-lock.yaml -o -name pnpm-workspace.yaml \
  | xargs cp --parents --target-directory=/app

FROM pnpm AS sources
COPY --from=manifests /app ./
RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm install --frozen-lockfile
COPY . .

FROM sources AS built-explorer
RUN node scripts/build.ts explorer

FROM sources AS build
ARG ASSET_BASE_URL=
RUN node scripts/build.ts code site

# What one service needs when it runs, the packages of this repository that it imports included.
FROM pnpm AS packages
ARG PACKAGE
COPY --from=manifests /app ./
RUN --mount=type=cache,id=pnpm,target=/pnpm/store \
  pnpm install --frozen-lockfile --prod --filter-prod "@payloom/${PACKAGE}..." \
  && find clients subgraphs packages gateway e2e bench -name package.json -not -path '*/node_modules/*' \
  | while read -r file; do [ -d "$(dirname "$file")/node_modules" ] || rm -r "$(dirname "$file")"; done

FROM node:24-bookworm-slim AS service
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning HOST=0.0.0.0
WORKDIR /app
# Volumes take over the owner of the folder they are first mounted at.
RUN install --directory --owner=node --group=node /data/files /data/mail \
  && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /opt/yarn*
EXPOSE 4000
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/readyz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]

FROM service AS subgraph
ARG SUBGRAPH
COPY --from=packages /app ./
COPY packages ./packages
COPY subgraphs/${SUBGRAPH} ./subgraphs/${SUBGRAPH}
WORKDIR /app/subgraphs/${SUBGRAPH}
CMD ["node", "src/main.ts"]

FROM service AS gateway
ENV SUPERGRAPH_PATH=/app/schema/supergraph.graphql
COPY --from=packages /app ./
COPY packages ./packages
COPY gateway ./gateway
COPY --from=built-explorer /app/gateway/dist/explorer ./gateway/dist/explorer
COPY schema/supergraph.graphql schema/operations.json schema/earlier-operations.json ./schema/
WORKDIR /app/gateway
CMD ["node", "src/main.ts"]

FROM build AS built-site
ARG ASSET_BASE_URL=
RUN node scripts/pack-site.ts && mkdir -p dist/nginx
# All that `pnpm remotes` needs beside its sources; neither package has dependencies of its own.
RUN mkdir -p /keeper/node_modules/@payloom /keeper/clients/shared/rspack-config \
  && cp --recursive --dereference node_modules/commander node_modules/zod /keeper/node_modules \
  && cp --recursive scripts package.json /keeper \
  && cp --recursive clients/shared/rspack-config/src clients/shared/rspack-config/package.json /keeper/clients/shared/rspack-config \
  && ln -s ../../clients/shared/rspack-config /keeper/node_modules/@payloom/rspack-config

# Keeps the site that nginx serves: brings what was built into it, releases a remote alone, rolls it back.
FROM node:24-bookworm-slim AS site
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning SITE_DIR=/site
WORKDIR /app
RUN install --directory --owner=node --group=node /site \
  && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /opt/yarn*
COPY --from=built-site /keeper ./
COPY --from=built-site /app/dist/site /built
USER node
ENTRYPOINT ["node", "scripts/remotes.ts"]
CMD ["assemble", "/built"]

FROM nginx:stable AS nginx
RUN rm -rf /etc/nginx/conf.d /etc/nginx/sites-* /usr/share/nginx/html
COPY nginx /etc/nginx
COPY --from=built-site /app/dist/nginx /etc/nginx
USER nginx
EXPOSE 8080 8443
ENTRYPOINT ["nginx"]
CMD ["-g", "daemon off;"]
