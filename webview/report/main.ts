import './report-page';
