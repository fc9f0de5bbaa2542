import { css } from 'lit';

export const viewerPageStyles = css`
  :host {
    container-type: inline-size;
    display: block;
  }
  main {
    block-size: 100vh;
    display: grid;
    gap: 14px;
    grid-template-rows: auto minmax(0, 1fr);
    min-block-size: 520px;
    padding: 14px 20px 12px;
  }
  header {
    align-items: start;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 20px;
    justify-content: space-between;
  }
  h1 {
    font-size: 1.4em;
    font-weight: 400;
    line-height: 1.3;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .body {
    display: grid;
    gap: 20px;
    grid-template-columns: minmax(0, 1fr);
    min-block-size: 0;
  }
  .side {
    min-block-size: 0;
    overflow: auto;
  }
  .side h2 {
    padding-block-end: 8px;
  }
  .failure {
    align-content: start;
    display: grid;
    gap: 14px;
    grid-template-rows: none;
    justify-items: start;
    margin: 8vh auto 0;
    max-inline-size: 70ch;
    padding: 20px;
  }
  .failure p {
    overflow-wrap: anywhere;
  }
  .failure .mark {
    color: var(--vscode-errorForeground);
    font-size: 28px;
    --vscode-icon-size: 28px;
  }
  @container (max-width: 899px) {
    main {
      block-size: auto;
    }
    focal-array-view {
      block-size: 70vh;
    }
    .side {
      max-block-size: 24em;
    }
    .statistics {
      max-block-size: none;
    }
  }
  @container (min-width: 900px) {
    .body {
      grid-template-columns: minmax(0, 1fr) 300px;
    }
    .body.listed {
      grid-template-columns: 210px minmax(0, 1fr) 300px;
    }
  }
`;
