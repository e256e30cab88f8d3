using System.Globalization;
using BenchmarkDotNet.Running;
using HeavySim.Benchmarks;

if (args is ["answer-fuzz", var count])
    return AnswerFuzz.Run(int.Parse(count, CultureInfo.InvariantCulture));

if (args is ["coverage", ..])
    return StatisticsCoverage.Run(Console.Out, only: args is [_, var only] ? only : "");

if (args is ["predictions", .. var files])
    return await PredictionTrials.RunAsync(files, Console.Out);

BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(args);
return 0;
