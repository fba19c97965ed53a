// The part of ECharts that charts.js draws with: bars and flows of money. On a canvas: as SVG it would set inline styles.
import { BarChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, SankeyChart, TooltipComponent]);
window.echarts = { init };
