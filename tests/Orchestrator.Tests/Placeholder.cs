namespace HeavySim.Orchestrator.Tests;
