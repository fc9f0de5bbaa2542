import './plot-page';
