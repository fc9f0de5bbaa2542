import './loss-plot-page';
