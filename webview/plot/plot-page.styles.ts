import { css } from 'lit';

export const plotPageStyles = css`
  :host {
    container-type: inline-size;
    display: block;
  }
  main {
    display: grid;
    gap: 20px;
    margin: 0 auto;
    max-inline-size: 1500px;
    padding: 18px 20px 28px;
  }
  .stage,
  .controls,
  section,
  focal-figure-table {
    min-inline-size: 0;
  }
  .stage {
    display: grid;
    gap: 14px;
  }
  .controls {
    align-content: start;
    display: grid;
    gap: 22px;
  }
  h1 {
    font-size: 1.75em;
    font-weight: 400;
    line-height: 1.5;
    margin: 0;
  }
  h1 .formula {
    font-family: 'Cambria Math', 'STIX Two Math', 'Latin Modern Math', Cambria, Georgia, 'DejaVu Serif', serif;
    font-variant-numeric: tabular-nums lining-nums;
  }
  h1 sub,
  h1 sup {
    font-size: 0.65em;
    line-height: 0;
  }
  .reading {
    font-variant-numeric: tabular-nums;
    min-block-size: 2.8em;
  }
  .section-head {
    align-items: center;
    display: flex;
    justify-content: space-between;
    min-block-size: 26px;
    padding-block-end: 6px;
  }
  .tools {
    display: flex;
    gap: 2px;
  }
  @container (min-width: 540px) {
    .controls {
      gap: 28px;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  @container (min-width: 860px) {
    main {
      column-gap: 32px;
      grid-template: auto 1fr / minmax(0, 1fr) 320px;
      padding: 24px 32px;
      row-gap: 14px;
    }
    .controls {
      gap: 22px;
      grid-column: 2;
      grid-row: 1 / span 2;
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
