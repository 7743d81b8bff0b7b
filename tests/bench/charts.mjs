// The charts of a document drawn by two libraries from npm, for comparison; esbuild makes one file
// of it for the page. What our charts have besides (values and names written at the lines and bars,
// the dashed forecast, the marker between outcome and forecast) is left out: it would only slow
// theirs. Each chart is made and taken away, as ours is.
import {
  BarController, BarElement, CategoryScale, Chart, LineController, LineElement, LinearScale, PointElement,
} from 'chart.js';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LineChart, SVGRenderer]);
Chart.register(BarController, BarElement, CategoryScale, LineController, LineElement, LinearScale, PointElement);

// A chart is { isBars, width, height, categories, series: [{ name, values }] }.
export const theirs = {
  // As text, as ours is.
  echarts({ isBars, width, height, categories, series }) {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    const along = { type: 'category', data: categories };
    const value = { type: 'value' };
    chart.setOption({
      animation: false,
      xAxis: isBars ? value : along,
      yAxis: isBars ? along : value,
      series: series.map(({ name, values }) => ({ type: isBars ? 'bar' : 'line', name, data: values, showSymbol: false })),
    });
    const svg = chart.renderToSVGString();
    chart.dispose();
    return svg;
  },

  // On a canvas. Its drawing is only recorded: the browser would colour the pixels later, as it
  // would ours.
  chartjs({ isBars, width, height, categories, series }) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const chart = new Chart(canvas, {
      type: isBars ? 'bar' : 'line',
      data: { labels: categories, datasets: series.map(({ name, values }) => ({ label: name, data: values })) },
      options: {
        animation: false,
        responsive: false,
        devicePixelRatio: 1,
        events: [],
        indexAxis: isBars ? 'y' : 'x',
        elements: { point: { radius: 0 } },
      },
    });
    const items = chart.getSortedVisibleDatasetMetas().length;
    chart.destroy();
    return items;
  },
};
