# The image: built code and production dependencies on Node's LTS; no compiler, nothing native, so one build serves
# every architecture. The home is that of the original image, so that its manifests fit.

FROM --platform=$BUILDPLATFORM node:24-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json vite.config.ts ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:24-alpine
ENV NODE_ENV=production
WORKDIR /opt/logfwdserver
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist

COPY pipelines ./pipelines
# The commands for people: `kubectl exec … -- logfwdserver top`.
RUN ln -s /opt/logfwdserver/dist/main.js /usr/local/bin/logfwdserver

# The home starts empty: which scripts run is said by what is mounted there, as before. To use a shipped one, copy it
# from /opt/logfwdserver/pipelines into a ConfigMap.
WORKDIR /usr/local/datakit
RUN mkdir -p conf.d/log pipeline cache && chown 65532:65532 cache

# Ports above 1024 need no root, with hostNetwork too. A hostPath mounted at cache must belong to this user.
USER 65532:65532
EXPOSE 9529 9531
ENTRYPOINT ["node", "/opt/logfwdserver/dist/main.js"]
CMD ["run"]
