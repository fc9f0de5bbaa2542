import './answers-page';
